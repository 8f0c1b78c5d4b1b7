import { type GradientFlow, type LocalEnergy, l1Distance, lineFit } from 'ottoflow';
import { bb2, type ClosedForm, doubleWell } from 'ottoflow/problems';
import { finiteVolume, type JkoSettings, jko } from 'ottoflow/solvers';
import type { Benchmark, Metrics } from './support/benchmark.ts';
import { conjugateGradients, last, stepMetrics, timedSteps } from './support/steps.ts';

/** Cells per axis on which two steps are made before the first repetition, which then needs no warm-up of its own. */
const WARM_UP = 64;

/** Cells per axis, with as many repetitions as their cost allows. */
const SIZES = [
  { cells: 128, repeats: 3 },
  { cells: 256, repeats: 3 },
  { cells: 512, repeats: 1 },
];

/** The settings of steps, apart from their length. */
type Settings = Omit<JkoSettings, 'timeStep'> & { readonly order?: 1 | 2 };

/** A jko solver with these settings; `order` is passed on as it is. */
function stepper(timeStep: number, settings: Settings): ReturnType<typeof jko> {
  const all = { timeStep, ...settings };
  return jko(all);
}

/** A time step of BB2 with how many of them lead to its end, and the inner intervals that make them accurate on a grid. */
interface Bb2Run {
  readonly label: string;
  readonly steps: number;
  accurate(cells: number): Omit<Settings, 'tolerance'>;
}

// Errors of the grid are less on the finest: those of the path may be a little more.
const BB2: readonly Bb2Run[] = [
  { label: '1e-3', steps: 4, accurate: () => ({ innerIntervals: 4 }) },
  {
    label: '2.5e-4',
    steps: 16,
    accurate: (cells) => ({ innerIntervals: 'auto', innerTolerance: cells > 256 ? 0.012 : 0.01 }),
  },
];

// Relative gaps at which steps count as solved where errors of 1e-3, or of 4e-4, are aimed at: L¹ does not change beyond. Fokker–Planck is
// solved to what its target asks for.
const SOLVED = 1e-6;
const ENOUGH = 1e-5;
const CERTIFIED = 1e-8;

/** BB2: cost per step, and L¹ to the exact iterate after the first and the last step and to the PDE at the end. */
function bb2Benchmark(
  { cells, repeats }: (typeof SIZES)[number],
  { label, steps }: Bb2Run,
  suffix: string,
  settings: Settings,
): Benchmark {
  const timeStep = Number(label);
  let exact: ClosedForm<LocalEnergy> | null = null;
  return {
    name: `jko/bb2/${cells}/${label}${suffix}`,
    repeats,
    warmUp: false,
    prepare() {
      timedSteps(bb2(WARM_UP).flow, stepper(timeStep, settings), 2);
      exact = bb2(cells);
    },
    run() {
      exact ??= bb2(cells);
      const timed = timedSteps(exact.flow, stepper(timeStep, settings), steps);
      return {
        ...stepMetrics(exact.flow, timed),
        l1First: l1Distance(timed.steps[0].density, exact.jkoIterate(1, timeStep)),
        l1Last: l1Distance(last(timed), exact.jkoIterate(steps, timeStep)),
        l1Pde: l1Distance(last(timed), exact.pde(steps * timeStep)),
      };
    },
  };
}

/** Steps of the double well of length 1e-3, the cold first one included. */
const WELL_STEPS = 10;

function fokkerPlanck(name: string, cells: readonly number[], repeats: number): Benchmark {
  let flow: GradientFlow<LocalEnergy> | null = null;
  const solver = (): ReturnType<typeof jko> => jko({ timeStep: 1e-3, tolerance: CERTIFIED });
  return {
    name: `jko/fokker-planck/${name}/1e-3`,
    repeats,
    // A line is quicker than the compiler.
    warmUp: cells.length === 1,
    prepare() {
      timedSteps(doubleWell(cells.map((n) => Math.min(n, cells.length === 3 ? 16 : WARM_UP))), solver(), 2);
      flow = doubleWell(cells);
    },
    run() {
      flow ??= doubleWell(cells);
      return stepMetrics(flow, timedSteps(flow, solver(), WELL_STEPS));
    },
  };
}

/** How cost grows: the exponent of seconds per step against unknowns, with time and linear iterations of each size. */
function growth(
  problem: string,
  make: (cells: number) => GradientFlow<LocalEnergy>,
  label: string,
): Benchmark {
  const sizes = [64, 128, 256, 512];
  const STEPS = 4;
  const flows = new Map<number, GradientFlow<LocalEnergy>>();
  const solver = jko({ timeStep: Number(label) });
  return {
    name: `jko/growth/${problem}/${label}`,
    repeats: 1,
    warmUp: false,
    prepare() {
      for (const n of sizes) flows.set(n, make(n));
      timedSteps(make(WARM_UP), solver, STEPS);
    },
    run() {
      const metrics: Record<string, number> = {};
      const seconds = sizes.map((n) => {
        const flow = flows.get(n) ?? make(n);
        // Small grids are quick and their times noisy: the least of several runs is that of the machine at rest.
        const runs = Array.from({ length: Math.max(1, 256 / n) }, () => timedSteps(flow, solver, STEPS));
        metrics[`cg${n}`] = conjugateGradients(runs[0]);
        metrics[`newton${n}`] = stepMetrics(flow, runs[0]).newton;
        metrics[`secondsPerStep${n}`] = Math.min(...runs.map((r) => r.secondsPerStep));
        return metrics[`secondsPerStep${n}`];
      });
      const { slope } = lineFit(
        sizes.map((n) => Math.log(n * n)),
        seconds.map(Math.log),
      );
      return { exponent: slope, ...metrics };
    },
  };
}

/** A JKO step over a converged implicit finite-volume step of the same length on the same grid. */
const versusImplicit: Benchmark = {
  name: 'jko/vs-implicit/256',
  repeats: 3,
  warmUp: false,
  prepare() {
    const small = doubleWell([WARM_UP, WARM_UP]);
    timedSteps(small, jko({ timeStep: 1e-3 }), 2);
    timedSteps(small, finiteVolume({ timeStep: 1e-3 }), 2);
  },
  run(): Metrics {
    const flow = doubleWell([256, 256]);
    const ours = timedSteps(flow, jko({ timeStep: 1e-3, tolerance: CERTIFIED }), WELL_STEPS);
    const theirs = timedSteps(flow, finiteVolume({ timeStep: 1e-3 }), WELL_STEPS);
    return {
      ratio: ours.secondsPerStep / theirs.secondsPerStep,
      secondsPerStep: ours.secondsPerStep,
      secondsPerImplicitStep: theirs.secondsPerStep,
      l1: l1Distance(last(ours), last(theirs)),
    };
  },
};

export const benchmarks: readonly Benchmark[] = [
  ...SIZES.flatMap((size) =>
    BB2.flatMap((run) => [
      bb2Benchmark(size, run, '', { tolerance: SOLVED }),
      bb2Benchmark(size, run, '/accurate', { ...run.accurate(size.cells), tolerance: ENOUGH }),
      bb2Benchmark(size, run, '/order2', { order: 2, tolerance: SOLVED }),
    ]),
  ),
  ...[200, 400, 800, 1600, 3200, 6400].map((n) => fokkerPlanck(`1d/${n}`, [n], 3)),
  ...SIZES.map(({ cells: n, repeats }) => fokkerPlanck(`${n}`, [n, n], repeats)),
  ...[32, 64].map((n) => fokkerPlanck(`3d/${n}`, [n, n, n], 1)),
  ...['1e-4', '1e-1'].flatMap((label) => [
    growth('fokker-planck', (n) => doubleWell([n, n]), label),
    growth('bb2', (n) => bb2(n).flow, label),
  ]),
  versusImplicit,
];
