import { ensembleInThreads } from '../../solvers/node/index.ts';
import type { Benchmark } from './support/benchmark.ts';

interface Work {
  readonly name: string;
  /** The problem whose particles are sampled. */
  readonly problem: string;
  readonly times: readonly number[];
  readonly realisations: number;
}

/** Some seconds of one thread each. */
const works: readonly Work[] = [
  // A hundred rods: each takes a fraction of a millisecond, which is as much as can be lost to messages.
  {
    name: 'rods',
    problem: 'example41',
    times: Array.from({ length: 20 }, (_, k) => 0.005 * (k + 1)),
    realisations: 20_000,
  },
  // A thousand disks: half a second each.
  { name: 'disks', problem: 'example42', times: [0.005, 0.01], realisations: 24 },
];

interface Cost {
  /** Realisations a second. */
  readonly rate: number;
  /** Of the processor, all threads together, for a realisation. */
  readonly cpuSeconds: number;
}

/** What realisations cost once the threads have started. */
async function cost({ problem, times, realisations }: Work, threads: number): Promise<Cost> {
  let rate = 0;
  let begun: { readonly cpu: NodeJS.CpuUsage; readonly done: number } | null = null;
  await ensembleInThreads(
    { module: 'ottoflow/problems', name: problem },
    {
      ...{ times, realisations, threads },
      onProgress: (progress) => {
        rate = progress.rate;
        if (progress.done >= threads) begun ??= { cpu: process.cpuUsage(), done: progress.done };
      },
    },
  );
  const { cpu, done } = begun ?? { cpu: process.cpuUsage(), done: 0 };
  const { user, system } = process.cpuUsage(cpu);
  return { rate, cpuSeconds: (user + system) / 1e6 / (realisations - done) };
}

/**
 * Two threads against one: how many times as many realisations a second they make, which on two cores that nothing else is at is nearly 2;
 * and the share of processor time that is not lost to there being two, which a busy machine does not lower: twice that is the most that `speedup` can be.
 */
export const benchmarks: readonly Benchmark[] = works.map((work) => ({
  name: `particles/threads/${work.name}`,
  warmUp: false,
  repeats: 3,
  async run() {
    const one = await cost(work, 1);
    const two = await cost(work, 2);
    return {
      realisationsPerSecond: two.rate,
      speedup: two.rate / one.rate,
      efficiency: one.cpuSeconds / two.cpuSeconds,
    };
  },
}));
