import { type GradientFlow, type LocalEnergy, lineFit } from 'ottoflow';
import { doubleWell } from 'ottoflow/problems';
import { type FaceFluxName, finiteVolume } from 'ottoflow/solvers';
import type { Benchmark, Metrics } from './support/benchmark.ts';
import { type TimedSteps, timedSteps } from './support/steps.ts';

/** Cells per axis on which steps are made before the first repetition, which then needs no warm-up of its own. */
const WARM_UP = 64;

const TIME_STEP = 1e-3;

/** Steps of a repetition, the cold first one included. */
const STEPS = 10;

function metrics(
  { initial }: GradientFlow,
  { steps, secondsPerStep, cpuSecondsPerStep }: TimedSteps,
): Metrics {
  return {
    secondsPerStep,
    cpuSecondsPerStep,
    newton: steps.reduce((s, { iterations }) => s + iterations, 0) / steps.length,
    substeps: steps.reduce((s, { diagnostics }) => s + (diagnostics.substeps ?? 0), 0) / steps.length,
    massError: Math.max(...steps.map(({ density }) => Math.abs(density.mass / initial.mass - 1))),
    notConverged: steps.filter(({ status }) => status !== 'converged').length,
  };
}

/** The double well: entropy, excluded volume and a potential. */
function implicitSteps(
  name: string,
  cells: readonly number[],
  repeats: number,
  options: { readonly flux?: FaceFluxName; readonly order?: 1 | 2 } = {},
): Benchmark {
  let flow: GradientFlow<LocalEnergy> | null = null;
  const solver = finiteVolume({ timeStep: TIME_STEP, ...options });
  return {
    name: `fv/implicit/${name}`,
    repeats,
    warmUp: false,
    prepare() {
      timedSteps(doubleWell(cells.map((n) => Math.min(n, cells.length === 1 ? 1000 : WARM_UP))), solver, 4);
      flow = doubleWell(cells);
    },
    run() {
      flow ??= doubleWell(cells);
      return metrics(flow, timedSteps(flow, solver, STEPS));
    },
  };
}

/** How cost grows: the exponent of seconds per step against unknowns, with the time of each size. */
const growth: Benchmark = {
  name: 'fv/implicit/growth',
  repeats: 1,
  warmUp: false,
  prepare() {
    timedSteps(doubleWell([WARM_UP, WARM_UP]), finiteVolume({ timeStep: TIME_STEP }), 4);
  },
  run() {
    const sizes = [64, 128, 256, 512, 1024];
    const found: Record<string, number> = {};
    for (const n of sizes) {
      const flow = doubleWell([n, n]);
      // Small grids are quick and their times noisy: the least of several runs is that of the machine at rest.
      const runs = Array.from({ length: Math.max(1, 512 / n) }, () =>
        timedSteps(flow, finiteVolume({ timeStep: TIME_STEP }), 4),
      );
      found[`secondsPerStep${n}`] = Math.min(...runs.map((run) => run.secondsPerStep));
    }
    const { slope } = lineFit(
      sizes.map((n) => Math.log(n * n)),
      sizes.map((n) => Math.log(found[`secondsPerStep${n}`])),
    );
    return { exponent: slope, ...found };
  },
};

export const benchmarks: readonly Benchmark[] = [
  ...[
    [128, 3],
    [256, 3],
    [512, 2],
    [1024, 1],
  ].map(([n, repeats]) => implicitSteps(`${n}`, [n, n], repeats)),
  implicitSteps('256/scharfetter-gummel', [256, 256], 2, { flux: 'scharfetterGummel' }),
  implicitSteps('256/order2', [256, 256], 2, { order: 2 }),
  ...[1000, 10_000, 100_000, 1_000_000].map((n) => implicitSteps(`1d/${n}`, [n], 2)),
  growth,
];
