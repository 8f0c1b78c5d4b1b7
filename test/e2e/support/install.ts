import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..', '..');

/** A copy of the package as an installation would bring it: `package.json` and `dist/`. */
export interface Installation {
  readonly folder: string;
  /** The command, for `node`. */
  readonly main: string;
  remove(): void;
}

/**
 * Builds the package into a folder of its own under node_modules, where it finds its dependencies. Types are stripped and
 * nothing is checked: that is what `npm run build` and `npm run types` are for.
 */
export function install(): Installation {
  const config = join(root, 'tsconfig.build.json');
  const { config: json } = ts.readConfigFile(config, ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(json, ts.sys, root, undefined, config);
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, 'node_modules', '.cache', 'ottoflow-'));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  const program = ts.createProgram(fileNames, {
    ...options,
    outDir: join(folder, 'dist'),
    ...{ declaration: false, declarationMap: false, sourceMap: false, inlineSources: false },
    // Nothing but the files themselves is read.
    ...{ noCheck: true, noResolve: true, noLib: true, types: [], noEmitOnError: false },
  });
  program.emit();
  const main = join(folder, 'dist', 'src', 'cli', 'main.js');
  return { folder, main, remove: () => rmSync(folder, { recursive: true }) };
}
