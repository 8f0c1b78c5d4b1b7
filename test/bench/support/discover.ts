import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Benchmark } from './benchmark.ts';

/** Every benchmark of the modules `*.bench.ts` of a folder, in the order of names. @throws Error if two share a name. */
export async function discover(folder: string): Promise<Benchmark[]> {
  const modules = (await readdir(folder)).filter((name) => name.endsWith('.bench.ts')).sort();
  const found: Benchmark[] = [];
  for (const name of modules) {
    const { benchmarks }: { benchmarks: readonly Benchmark[] } = await import(
      pathToFileURL(join(folder, name)).href
    );
    found.push(...benchmarks);
  }
  const twice = found.find((b, k) => found.findIndex((other) => other.name === b.name) < k);
  if (twice !== undefined) throw new Error(`two benchmarks are called ${twice.name}`);
  return found;
}
