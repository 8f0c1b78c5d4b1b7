import { register } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Whether the sources of this package are being run as they are; once built, they are .js. */
export const fromSource: boolean = import.meta.url.endsWith('.ts');

/**
 * The address of a module of this package.
 *
 * @param path - relative to `base`, without extension, which is .ts in sources and .js once built.
 * @param base - the `import.meta.url` of whoever asks.
 */
export function ownModule(path: string, base: string): URL {
  return new URL(`${path}.${fromSource ? 'ts' : 'js'}`, base);
}

const entries: Readonly<Record<string, string>> = Object.fromEntries(
  (
    [
      ['ottoflow', '../../index'],
      ['ottoflow/expressions', '../../expressions/index'],
      ['ottoflow/files', '../index'],
      ['ottoflow/node', '../../../solvers/node/index'],
      ['ottoflow/problems', '../../../problems/index'],
      ['ottoflow/solvers', '../../../solvers/index'],
      ['ottoflow/testing', '../../testing/index'],
    ] as const
  ).map(([name, path]) => [name, ownModule(path, import.meta.url).href]),
);

const home = new URL('../../../', import.meta.url).href;

/** Whether a module is this package's own, which is loaded without further ado. */
function isOwn(address: string): boolean {
  return ['src/', 'solvers/', 'problems/'].some((folder) => address.startsWith(home + folder));
}

let prepared: Promise<void> | null = null;

/** Teaches this thread to load TypeScript and to find this package from anywhere; once. */
async function prepare(): Promise<void> {
  const { register: registerTypeScript } = await import('tsx/esm/api');
  registerTypeScript({ tsconfig: false });
  register(ownModule('./hooks', import.meta.url), { data: entries });
}

/**
 * The namespace object of a user's `.ts`, `.mts`, `.js` or `.mjs` module, or of an entry point of this package.
 *
 * @param module - a `file:` address, a path, or a name such as `ottoflow/problems`.
 * @throws whatever loading it throws.
 */
export async function importModule(module: string | URL): Promise<object> {
  const name = module instanceof URL ? module.href : (entries[module] ?? module);
  const address = name.startsWith('file:') ? name : pathToFileURL(resolve(name)).href;
  if (!isOwn(address)) {
    prepared ??= prepare();
    await prepared;
  }
  const namespace: unknown = await import(/* @vite-ignore */ address);
  return Object(namespace);
}
