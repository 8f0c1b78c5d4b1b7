import { compare } from '../compare/compare.ts';
import { SIGNIFICANT } from '../compare/noise.ts';
import { type ConvergenceOrder, orderOfConvergence } from '../compare/orderOfConvergence.ts';
import type { Energy } from '../energy/energy.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import { callable } from '../errors/check.ts';
import { drain, drainAsync } from '../flow/drain.ts';
import type { GradientFlow } from '../flow/gradientFlow.ts';
import type { Trajectory } from '../flow/trajectory.ts';
import { begin, type LevelOptions } from './begin.ts';
import type { SolverAt } from './reference.ts';
import type { ComparedBy, ComparedLevel, PairOrder, RefinedComparison } from './refinedComparison.ts';
import type { RefineSubject } from './subject.ts';

/** What {@link compareRefined} may be told; three levels unless given. */
export interface CompareRefinedOptions<E extends Energy = Energy> extends LevelOptions {
  /** E∞ of the flow of a level, for rates of decay. */
  readonly steadyEnergy?: (flow: GradientFlow<E>) => number;
  /** Window of time on which rates are fitted. */
  readonly window?: readonly [number, number];
}

type PerLevel = readonly (number | null)[];

/** Distances over sizes, or null where they are none: two runs that agree to the bit have no order, nor have any two as far as noise tells them apart. */
function orderOf(sizes: readonly number[], distances: PerLevel, noise: PerLevel): ConvergenceOrder | null {
  const known = distances.filter((e, k) => e !== null && e > SIGNIFICANT * (noise[k] ?? 0));
  return known.length === sizes.length
    ? orderOfConvergence(
        sizes,
        known.map((e) => e ?? 0),
      )
    : null;
}

/** How fast the pair that stands at this place in every comparison comes together. */
function pairOrder(place: number, sizes: readonly number[], levels: readonly ComparedLevel[]): PairOrder {
  const found = levels.map(({ comparison: { distances, runs } }) => {
    const pair = distances[place];
    const [a, b] = pair.between.flatMap((label) => runs.filter((run) => run.label === label));
    const noise = pair.noise?.[0] ?? null;
    return {
      distances: {
        l1: pair.l1?.[0] ?? null,
        wasserstein: pair.wasserstein?.[0] ?? null,
        energy: Math.abs(a.energy[0] - b.energy[0]),
      },
      noise: {
        l1: noise,
        // How far apart samples are in W₂ is not known from the errors of their cells.
        wasserstein: noise === null ? null : Infinity,
        energy: noise === null ? null : Math.hypot(a.energyError?.[0] ?? 0, b.energyError?.[0] ?? 0),
      },
    };
  });
  const each = <T>(of: (by: ComparedBy) => T): Readonly<Record<ComparedBy, T>> => ({
    l1: of('l1'),
    wasserstein: of('wasserstein'),
    energy: of('energy'),
  });
  const distances = each((by): PerLevel => found.map((level) => level.distances[by]));
  const noise = each((by): PerLevel => found.map((level) => level.noise[by]));
  return {
    between: levels[0].comparison.distances[place].between,
    distances,
    noise,
    orders: each((by) => orderOf(sizes, distances[by], noise[by])),
  };
}

/** {@link compareRefined} as a generator that yields after every step. */
function* comparing<E extends Energy>(
  subject: RefineSubject<E>,
  solvers: Readonly<Record<string, SolverAt<E>>>,
  options: CompareRefinedOptions<E>,
): Generator<void, RefinedComparison, void> {
  const labels = Object.keys(solvers);
  const { direction, until, resolutions, sizes, study, cost } = begin(subject, options, {
    who: 'compareRefined',
    own: ['steadyEnergy', 'window'],
    levels: 3,
    successive: false,
    runs: (count) => count * labels.length,
  });
  const { steadyEnergy, window } = options;
  if ((steadyEnergy === undefined) !== (window === undefined))
    throw new ArgumentError('window', window, 'given together with steadyEnergy, or neither');
  if (labels.length < 2) throw new ArgumentError('solvers', labels, 'two or more solvers by name');
  for (const label of labels) callable(`solvers.${label}`, solvers[label]);
  const levels: ComparedLevel[] = [];
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
      costs: runs.map((run, k) => ({ solver: labels[k], ...cost(run) })),
    });
  }
  const pairs = levels[0].comparison.distances.map((_, place) => pairOrder(place, sizes, levels));
  return { solvers: labels, in: direction, until, levels, pairs };
}

/**
 * Follows one flow by several solvers on finer and finer levels, each with half the cell width, half the time step, or both, and
 * measures how far they are apart at the end of every level, at which order they come together, and what they cost. Distances from
 * particles come with what sampling alone would make of them, and have no order unless all are more than three times that.
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
