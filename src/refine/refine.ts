import { SIGNIFICANT } from '../compare/noise.ts';
import { orderOfConvergence } from '../compare/orderOfConvergence.ts';
import type { Energy } from '../energy/energy.ts';
import { callable, oneOf } from '../errors/check.ts';
import { ConvergenceError } from '../errors/convergenceError.ts';
import { drain, drainAsync } from '../flow/drain.ts';
import type { Trajectory } from '../flow/trajectory.ts';
import { begin, type LevelOptions } from './begin.ts';
import { distance, type End, noiseOf, type RefinementError, refinementErrors } from './distance.ts';
import { finer } from './ladder.ts';
import { checkedReference, type Reference, type SolverAt } from './reference.ts';
import type { Refinement, RefinementLevel } from './refinement.ts';
import type { RefineSubject } from './subject.ts';

/** What {@link refine} may be told; four levels unless given, and three at least where successive ones are compared. */
export interface RefineOptions<E extends Energy = Energy> extends LevelOptions {
  /** What they are compared with at the end; `successive` unless given. */
  readonly reference?: Reference<E>;
  /** How; `l1` unless given. */
  readonly error?: RefinementError;
}

function endOf<E extends Energy>({ snapshots, energy }: Trajectory<E>): End {
  return { ...snapshots[snapshots.length - 1], energy: energy[energy.length - 1] };
}

/** The distance of two ends. @throws ConvergenceError where they are sampled, and it may be noise. */
function significant(error: RefinementError, coarse: End, fine: End): number {
  const [found, noise] = [distance(error, coarse, fine), noiseOf(error, coarse, fine)];
  if (noise !== null && !(found > SIGNIFICANT * noise))
    throw new ConvergenceError(
      `on ${coarse.density.grid} the error is ${found}, within three times what sampling alone would make of it, ${noise}: it has no order; try more realisations`,
    );
  return found;
}

/** {@link refine} as a generator that yields after every step. */
function* refining<E extends Energy>(
  subject: RefineSubject<E>,
  solverAt: SolverAt<E>,
  options: RefineOptions<E>,
): Generator<void, Refinement, void> {
  callable('solverAt', solverAt);
  const reference = checkedReference(options.reference ?? 'successive', solverAt);
  const successive = reference.kind === 'successive';
  const { direction, until, resolutions, sizes, study, cost } = begin(subject, options, {
    who: 'refine',
    own: ['reference', 'error'],
    levels: 4,
    successive,
    runs: (count) => count + (reference.kind === 'run' ? 1 : 0),
  });
  const error = oneOf('error', options.error ?? 'l1', refinementErrors);
  const runs: Trajectory<E>[] = [];
  for (const resolution of resolutions) runs.push(yield* study.run(resolution, solverAt));
  const ends = runs.map(endOf);
  let against = 'the next finer level';
  let referenceAt = (k: number): End => ends[k + 1];
  if (reference.kind === 'exact') {
    against = 'the closed form';
    referenceAt = (k) => {
      const density = reference.at(runs[k].flow.grid, until);
      return { density, energy: runs[k].flow.discrete.value(density.values) };
    };
  } else if (reference.kind === 'run') {
    const at = finer(resolutions[resolutions.length - 1], reference.finer, direction);
    const run = yield* study.run(at, reference.solverAt);
    const end = endOf(run);
    against = `${run.solver}/${run.method}, ${at.cells.join(' × ')} cells, time step ${at.timeStep}`;
    referenceAt = () => end;
  }
  const compared = resolutions.length - (successive ? 1 : 0);
  const errors = ends.slice(0, compared).map((end, k) => significant(error, end, referenceAt(k)));
  const { solver, method } = runs[0];
  return {
    ...orderOfConvergence(sizes.slice(0, compared), errors),
    solver: `${solver}/${method}`,
    in: direction,
    until,
    error,
    against,
    levels: runs.map(
      (run, k): RefinementLevel => ({ ...resolutions[k], error: errors[k] ?? null, ...cost(run) }),
    ),
  };
}

/**
 * Follows one flow by one solver on finer and finer levels, each with half the cell width, half the time step, or both, and
 * measures the order at which the error at the end shrinks.
 *
 * @param subject - the flow on a grid with these cells per axis; or a problem, which also says until when, and how many cells and what
 * time step the coarsest level has, unless the options do.
 * @param solverAt - the solver with this time step.
 * @returns sizes, errors, orders between neighbours, the order by least squares with its standard error, and the cost of each level.
 * @throws ArgumentError or UnknownNameError for options out of range, a reference coarser than the levels, or an error that is
 * exactly zero; CapabilityError if the solver cannot handle the flow; ConvergenceError naming the level whose run does not come to its end, or whose error may be noise of
 * sampling.
 * @see [Orders](/guide/comparing#orders)
 */
export function refine<E extends Energy>(
  subject: RefineSubject<E>,
  solverAt: SolverAt<E>,
  options: RefineOptions<E>,
): Refinement {
  return drain(refining(subject, solverAt, options));
}

/** {@link refine} that gives way to other tasks of its thread between steps. */
export async function refineAsync<E extends Energy>(
  subject: RefineSubject<E>,
  solverAt: SolverAt<E>,
  options: RefineOptions<E>,
): Promise<Refinement> {
  return await drainAsync(refining(subject, solverAt, options));
}
