import type { GradientFlow, LocalEnergy } from 'ottoflow';
import { doubleWell } from 'ottoflow/problems';
import { finiteVolume } from 'ottoflow/solvers';
import type { Benchmark } from './support/benchmark.ts';

/** Stages of each sub-step. */
const ORDER = 3;

/** Updates of cells that a repetition makes at least. */
const UPDATES = 2e7;

/** Sub-steps that are made before the first repetition, so that what is measured has been compiled. */
const WARM_UP = 100;

/**
 * Entropy, excluded volume and a potential: how many cells are taken through one Runge–Kutta stage in a second of the
 * processor, which a busy machine does not lengthen. A step is one sub-step with the density, energy and dissipation that it reports.
 */
function updates(name: string, cells: readonly number[]): Benchmark {
  let flow: GradientFlow<LocalEnergy> | null = null;
  const solver = finiteVolume({ method: 'explicit', order: ORDER });
  function seconds(of: GradientFlow<LocalEnergy>, steps: number): { seconds: number; made: number } {
    const state = solver.init(of);
    const started = process.cpuUsage();
    let made = 0;
    for (let k = 0; k < steps; k++) {
      const { status, iterations } = solver.step(state, of, Infinity);
      if (status === 'failed') throw new Error(`step ${k + 1} failed`);
      made += iterations;
    }
    const { user, system } = process.cpuUsage(started);
    return { seconds: (user + system) / 1e6, made };
  }
  return {
    name: `fv/explicit/${name}`,
    warmUp: false,
    prepare() {
      flow = doubleWell(cells);
      seconds(doubleWell(cells.map(() => (cells.length === 3 ? 16 : 64))), WARM_UP);
    },
    run() {
      flow ??= doubleWell(cells);
      const { size } = flow.grid;
      const timed = seconds(flow, Math.ceil(UPDATES / (ORDER * size)));
      const cellUpdatesPerSecond = (timed.made * ORDER * size) / timed.seconds;
      return { cellUpdatesPerSecond, nanosecondsPerUpdate: 1e9 / cellUpdatesPerSecond };
    },
  };
}

export const benchmarks: readonly Benchmark[] = [
  ...[200, 1000, 10_000, 100_000, 1_000_000].map((n) => updates(`1d/${n}`, [n])),
  ...[128, 256, 512].map((n) => updates(`2d/${n}`, [n, n])),
  ...[32, 64].map((n) => updates(`3d/${n}`, [n, n, n])),
];
