import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

// Sources are .ts where they are run as they are, and .js once built: siblings have the extension of this file.
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/** The address of a module of this package, written without extension and relative to `src/cli/modules/`. */
export function ownModule(path: string): URL {
  return new URL(`${path}.${extension}`, import.meta.url);
}

const entries: Readonly<Record<string, string>> = {
  ottoflow: ownModule('../../index').href,
  'ottoflow/solvers': ownModule('../../../solvers/index').href,
  'ottoflow/problems': ownModule('../../../problems/index').href,
  'ottoflow/expressions': ownModule('../../expressions/index').href,
  'ottoflow/testing': ownModule('../../testing/index').href,
};

let prepared: Promise<void> | null = null;

/** Teaches this thread to load TypeScript and to find this package from anywhere; once. */
async function prepare(): Promise<void> {
  const { register: registerTypeScript } = await import('tsx/esm/api');
  registerTypeScript({ tsconfig: false });
  register(ownModule('./hooks'), { data: entries });
}

/** The namespace object of a user's `.ts`, `.mts`, `.js` or `.mjs` module. @throws whatever loading it throws. */
export async function importModule(path: string): Promise<object> {
  prepared ??= prepare();
  await prepared;
  const namespace: unknown = await import(/* @vite-ignore */ pathToFileURL(path).href);
  return Object(namespace);
}
