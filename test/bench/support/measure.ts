import type { Benchmark, Metrics } from './benchmark.ts';

/** A benchmark and the medians of what its repetitions measured. */
export interface Measured {
  readonly name: string;
  readonly metrics: Metrics;
}

/** The middle of some numbers; of an even number of them, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
}

/**
 * Runs a benchmark once to warm up, unless it says that it need not, then `repeats` times, or as often as it allows, and
 * takes the median of each metric.
 */
export async function measure(benchmark: Benchmark, repeats: number): Promise<Measured> {
  const { name, repeats: most = Infinity, warmUp = true } = benchmark;
  await benchmark.prepare?.();
  if (warmUp) await benchmark.run();
  const runs: Metrics[] = [];
  for (let k = 0; k < Math.min(repeats, most); k++) runs.push(await benchmark.run());
  const metrics: Record<string, number> = {};
  for (const key of Object.keys(runs[0])) metrics[key] = median(runs.map((run) => run[key]));
  return { name, metrics };
}

/** The benchmarks whose names contain one of the filters; all of them where there is no filter. */
export function selected(benchmarks: readonly Benchmark[], filters: readonly string[]): readonly Benchmark[] {
  return filters.length === 0
    ? benchmarks
    : benchmarks.filter((b) => filters.some((f) => b.name.includes(f)));
}
