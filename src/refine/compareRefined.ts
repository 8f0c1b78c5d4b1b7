import { compare } from '../compare/compare.ts';
import type { RunDistance } from '../compare/comparison.ts';
import { type ConvergenceOrder, orderOfConvergence } from '../compare/orderOfConvergence.ts';
import type { Energy } from '../energy/energy.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import { callable, knownKeys, oneOf, positive } from '../errors/check.ts';
import { drain, drainAsync } from '../flow/drain.ts';
import type { GradientFlow } from '../flow/gradientFlow.ts';
import type { Trajectory } from '../flow/trajectory.ts';
import { firstTimeStep, ladder, levelCount, type RefinedIn, type Resolution, refinedIn } from './ladder.ts';
import type { SolverAt } from './reference.ts';
import type {
  ComparedBy,
  ComparedLevel,
  PairOrder,
  RefinedComparison,
  RunCost,
} from './refinedComparison.ts';
import { sizesOf } from './sizes.ts';
import { type Listening, Study } from './study.ts';
import { type RefineStart, type RefineSubject, startOf } from './subject.ts';

/** What {@link compareRefined} may be told. */
export interface CompareRefinedOptions<E extends Energy = Energy> extends RefineStart, Listening {
  /** What halves from level to level. */
  readonly in: RefinedIn;
  /** How many levels, 2 at least; 3 unless given. */
  readonly levels?: number;
  /** E∞ of the flow of a level, for rates of decay. */
  readonly steadyEnergy?: (flow: GradientFlow<E>) => number;
  /** Window of time on which rates are fitted. */
  readonly window?: readonly [number, number];
  /** Whether runs say how long they took: results are then not the same to the bit. */
  readonly timed?: boolean;
}

const KNOWN = [
  'in',
  'levels',
  'steadyEnergy',
  'window',
  'timed',
  'onProgress',
  'signal',
  'until',
  'cells',
  'timeStep',
  'parameters',
];

function costOf(solver: string, { times, iterations, wallSeconds }: Trajectory, timed: boolean): RunCost {
  return {
    solver,
    steps: times.length - 1,
    iterations: iterations.reduce((a, b) => a + b, 0),
    seconds: timed ? wallSeconds : null,
  };
}

/** Errors over sizes, or null where they are none: two runs that agree to the bit have no order. */
function orderOf(sizes: readonly number[], errors: readonly (number | null)[]): ConvergenceOrder | null {
  const known = errors.filter((e) => e !== null);
  return known.length === sizes.length && known.every((e) => e > 0) ? orderOfConvergence(sizes, known) : null;
}

/** How fast the pair that stands at this place in every comparison comes together. */
function pairOrder(place: number, sizes: readonly number[], levels: readonly ComparedLevel[]): PairOrder {
  const distances: readonly RunDistance[] = levels.map((level) => level.comparison.distances[place]);
  const [{ between }] = distances;
  const energyAt = ({ comparison: { runs } }: ComparedLevel, label: string): number =>
    runs.reduce((found, run) => (run.label === label ? run.energy[0] : found), Number.NaN);
  const errors: Readonly<Record<ComparedBy, readonly (number | null)[]>> = {
    l1: distances.map((d) => d.l1?.[0] ?? null),
    wasserstein: distances.map((d) => d.wasserstein?.[0] ?? null),
    energy: levels.map((level) => Math.abs(energyAt(level, between[0]) - energyAt(level, between[1]))),
  };
  return {
    between,
    orders: {
      l1: orderOf(sizes, errors.l1),
      wasserstein: orderOf(sizes, errors.wasserstein),
      energy: orderOf(sizes, errors.energy),
    },
  };
}

/** {@link compareRefined} as a generator that yields after every step. */
function* comparing<E extends Energy>(
  subject: RefineSubject<E>,
  solvers: Readonly<Record<string, SolverAt<E>>>,
  options: CompareRefinedOptions<E>,
): Generator<void, RefinedComparison, void> {
  knownKeys('compareRefined', options, KNOWN);
  const { timed = false, steadyEnergy, window } = options;
  if ((steadyEnergy === undefined) !== (window === undefined))
    throw new ArgumentError('window', window, 'given together with steadyEnergy, or neither');
  const labels = Object.keys(solvers);
  if (labels.length < 2) throw new ArgumentError('solvers', labels, 'two or more solvers by name');
  for (const label of labels) callable(`solvers.${label}`, solvers[label]);
  const direction = oneOf('refinement', options.in, refinedIn);
  const { flowAt, until: time, ...start } = startOf(subject, options);
  const until = positive('until', time);
  const count = levelCount('levels', options.levels ?? 3, false);
  firstTimeStep('timeStep', start.timeStep, until);
  const study = new Study(flowAt, until, count * labels.length, options);
  const levels: ComparedLevel[] = [];
  const resolutions: readonly Resolution[] = ladder(start, count, direction);
  for (const resolution of resolutions) {
    const runs: Trajectory<E>[] = [];
    for (const label of labels) runs.push(yield* study.run(resolution, solvers[label]));
    const rates =
      steadyEnergy === undefined || window === undefined
        ? {}
        : { steadyEnergy: steadyEnergy(runs[0].flow), window };
    levels.push({
      ...resolution,
      comparison: compare(runs, { labels, ...rates }),
      costs: runs.map((run, k) => costOf(labels[k], run, timed)),
    });
  }
  const sizes = sizesOf(resolutions, direction, flowAt);
  const pairs = levels[0].comparison.distances.map((_, place) => pairOrder(place, sizes, levels));
  return { solvers: labels, in: direction, until, levels, pairs };
}

/**
 * Follows one flow by several solvers on finer and finer levels, each with half the cell width, half the time step, or both, and
 * measures how far they are apart at the end of every level, at which order they come together, and what they cost.
 *
 * @param subject - the flow on a grid with these cells per axis, or a problem: as of `refine`.
 * @param solvers - by the names that they get in the comparison, each made with the time step of a level: `{ jko: (timeStep) => jko({ timeStep }), … }`.
 * @throws ArgumentError or UnknownNameError for options out of range or fewer than two solvers; CapabilityError if a solver cannot handle
 * the flow; ConvergenceError naming the level whose run does not come to its end.
 * @see [Solvers side by side](/guide/own-energy#solvers-side-by-side)
 */
export function compareRefined<E extends Energy>(
  subject: RefineSubject<E>,
  solvers: Readonly<Record<string, SolverAt<E>>>,
  options: CompareRefinedOptions<E>,
): RefinedComparison {
  return drain(comparing(subject, solvers, options));
}

/** {@link compareRefined} that gives way to other tasks of its thread between steps. */
export async function compareRefinedAsync<E extends Energy>(
  subject: RefineSubject<E>,
  solvers: Readonly<Record<string, SolverAt<E>>>,
  options: CompareRefinedOptions<E>,
): Promise<RefinedComparison> {
  return await drainAsync(comparing(subject, solvers, options));
}
