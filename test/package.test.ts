import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

type Conditions = Readonly<Record<'ottoflow-source' | 'types' | 'default', string>>;

interface Manifest {
  readonly exports: Readonly<Record<string, Conditions | string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const built = builtFiles();

/** What `npm run build` would write, each path with the source that it comes from; both from the root. */
function builtFiles(): ReadonlyMap<string, string> {
  const file = join(root, 'tsconfig.build.json');
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  const project = ts.parseJsonConfigFileContent(config, ts.sys, root, undefined, file);
  const files = new Map<string, string>();
  for (const source of project.fileNames) {
    for (const output of ts.getOutputFileNames(project, source, false)) {
      files.set(relative(root, output), relative(root, source));
    }
  }
  return files;
}

const entries = Object.entries(manifest.exports).filter(
  (entry): entry is [string, Conditions] => typeof entry[1] !== 'string',
);

test('the entry points are the documented seven', () => {
  expect(entries.map(([path]) => path)).toEqual([
    '.',
    './solvers',
    './problems',
    './node',
    './expressions',
    './testing',
    './files',
  ]);
});

test.each(entries)('export %s leads to code and types built from its source', (_path, conditions) => {
  const source = relative(root, join(root, conditions['ottoflow-source']));
  expect(built.get(relative(root, join(root, conditions.default)))).toBe(source);
  expect(built.get(relative(root, join(root, conditions.types)))).toBe(source);
  expect(conditions.default).toMatch(/\.js$/);
  expect(conditions.types).toMatch(/\.d\.ts$/);
});

test.each(Object.entries(manifest.bin))(
  'command %s is built from a source that begins with #!',
  (_name, path) => {
    const source = built.get(path);
    expect(source).toBeDefined();
    expect(readFileSync(join(root, source ?? ''), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  },
);

test('every dependency is pinned to one version', () => {
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('the lock file pins every package by hash and names no download address', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { resolved?: string; integrity?: string }>;
  };
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
  expect(packages.length).toBeGreaterThan(100);
  expect(packages.filter(([, { integrity }]) => integrity === undefined)).toEqual([]);
  expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});
