import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly 'ottoflow-source': string }>>;
}

/** A module that users import. */
export interface EntryPoint {
  /** `ottoflow`, `ottoflow/solvers`, … */
  readonly name: string;
  /** The whole path of its source. */
  readonly source: string;
}

/** The entry points of the package, as its manifest has them. */
export function entryPoints(): EntryPoint[] {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  return Object.entries(exports).flatMap(([path, to]) =>
    typeof to === 'string'
      ? []
      : [{ name: path.replace('.', 'ottoflow'), source: join(root, to['ottoflow-source']) }],
  );
}
