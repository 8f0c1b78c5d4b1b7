import { ensembleInThreads } from '../../solvers/node/index.ts';
import type { Benchmark } from './support/benchmark.ts';

/** Realisations of a hundred rods at twenty times: some seconds of one thread. */
const REALISATIONS = 20_000;
const times = Array.from({ length: 20 }, (_, k) => 0.005 * (k + 1));

interface Cost {
  /** Realisations a second. */
  readonly rate: number;
  /** Of the processor, all threads together, for a realisation. */
  readonly cpuSeconds: number;
}

/** What realisations cost once the threads have started. */
async function cost(threads: number): Promise<Cost> {
  let rate = 0;
  let begun: { readonly cpu: NodeJS.CpuUsage; readonly done: number } | null = null;
  await ensembleInThreads(
    { module: 'ottoflow/problems', name: 'example41' },
    {
      ...{ times, realisations: REALISATIONS, threads },
      onProgress: (progress) => {
        rate = progress.rate;
        if (progress.done >= threads) begun ??= { cpu: process.cpuUsage(), done: progress.done };
      },
    },
  );
  const { cpu, done } = begun ?? { cpu: process.cpuUsage(), done: 0 };
  const { user, system } = process.cpuUsage(cpu);
  return { rate, cpuSeconds: (user + system) / 1e6 / (REALISATIONS - done) };
}

/**
 * Two threads against one: how many times as many realisations a second they make, which on two cores that nothing else is at is nearly 2;
 * and the share of processor time that is not lost to there being two, which a busy machine does not lower: twice that is the most that `speedup` can be.
 */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'particles/threads/2',
    warmUp: false,
    repeats: 3,
    async run() {
      const one = await cost(1);
      const two = await cost(2);
      return {
        realisationsPerSecond: two.rate,
        speedup: two.rate / one.rate,
        efficiency: one.cpuSeconds / two.cpuSeconds,
      };
    },
  },
];
