// Builds the site: the API from doc comments, the gallery from the report of `npm start`, the references, and all pages. A warning of any of
// the tools fails it, and so does a link that leads nowhere.
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'vitepress';
import { entryPoints } from './entryPoints.ts';
import { GENERATED } from './folders.ts';
import { gallery } from './gallery.ts';
import { projectPages } from './projectPages.ts';
import { referencePage } from './referencePage.ts';

const root = join(import.meta.dirname, '..', '..');

await rm(GENERATED, { recursive: true, force: true });
for (const [name, text] of [...(await gallery()), ...projectPages(), ...referencePage()]) {
  const path = join(GENERATED, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

const typedoc = join(root, 'node_modules', 'typedoc', 'bin', 'typedoc');
const options = ['--options', join(root, 'docs', 'typedoc.json'), '--logLevel', 'Warn'];
const sources = entryPoints().flatMap(({ source }) => ['--entryPoints', source]);
execFileSync(process.execPath, [typedoc, ...options, ...sources], { cwd: root, stdio: 'inherit' });

const warnings: string[] = [];
console.warn = (...values: readonly unknown[]) => void warnings.push(values.join(' '));
await build(join(root, 'docs')).finally(() => process.stderr.write(warnings.map((w) => `${w}\n`).join('')));
if (warnings.length > 0) throw new Error(`the pages were built with ${warnings.length} warnings`);
