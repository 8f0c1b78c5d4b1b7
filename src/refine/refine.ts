import { orderOfConvergence } from '../compare/orderOfConvergence.ts';
import type { Energy } from '../energy/energy.ts';
import { callable, knownKeys, oneOf, positive } from '../errors/check.ts';
import { drain, drainAsync } from '../flow/drain.ts';
import type { Trajectory } from '../flow/trajectory.ts';
import { distance, type End, type RefinementError, refinementErrors } from './distance.ts';
import { finer, firstTimeStep, ladder, levelCount, type RefinedIn, refinedIn } from './ladder.ts';
import { checkedReference, type Reference, type SolverAt } from './reference.ts';
import type { Refinement, RefinementLevel } from './refinement.ts';
import { sizesOf } from './sizes.ts';
import { type Listening, Study } from './study.ts';
import { type RefineStart, type RefineSubject, startOf } from './subject.ts';

/** What {@link refine} may be told. */
export interface RefineOptions<E extends Energy = Energy> extends RefineStart, Listening {
  /** What halves from level to level. */
  readonly in: RefinedIn;
  /** How many levels, 2 at least, 3 where successive ones are compared; 4 unless given. */
  readonly levels?: number;
  /** What they are compared with at the end; `successive` unless given. */
  readonly reference?: Reference<E>;
  /** How; `l1` unless given. */
  readonly error?: RefinementError;
  /** Whether levels say how long they took: results are then not the same to the bit. */
  readonly timed?: boolean;
}

const KNOWN = [
  'in',
  'levels',
  'reference',
  'error',
  'timed',
  'onProgress',
  'signal',
  'until',
  'cells',
  'timeStep',
  'parameters',
];

function endOf<E extends Energy>({ snapshots, energy }: Trajectory<E>): End {
  return { density: snapshots[snapshots.length - 1].density, energy: energy[energy.length - 1] };
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

/** {@link refine} as a generator that yields after every step. */
function* refining<E extends Energy>(
  subject: RefineSubject<E>,
  solverAt: SolverAt<E>,
  options: RefineOptions<E>,
): Generator<void, Refinement, void> {
  knownKeys('refine', options, KNOWN);
  callable('solverAt', solverAt);
  const { reference: given = 'successive', timed = false } = options;
  const direction = oneOf('refinement', options.in, refinedIn);
  const error = oneOf('error', options.error ?? 'l1', refinementErrors);
  const { flowAt, until: time, ...start } = startOf(subject, options);
  const until = positive('until', time);
  const reference = checkedReference(given, solverAt);
  const levels = levelCount('levels', options.levels ?? 4, reference.kind === 'successive');
  firstTimeStep('timeStep', start.timeStep, until);
  const resolutions = ladder(start, levels, direction);
  const study = new Study(flowAt, until, levels + (reference.kind === 'run' ? 1 : 0), options);
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
    const at = finer(resolutions[levels - 1], reference.finer, direction);
    const run = yield* study.run(at, reference.solverAt);
    const end = endOf(run);
    against = `${run.solver}/${run.method}, ${at.cells.join(' × ')} cells, time step ${at.timeStep}`;
    referenceAt = () => end;
  }
  const compared = reference.kind === 'successive' ? levels - 1 : levels;
  const errors = ends.slice(0, compared).map((end, k) => distance(error, end, referenceAt(k)));
  const sizes = sizesOf(resolutions, direction, flowAt);
  const { solver, method } = runs[0];
  return {
    ...orderOfConvergence(sizes.slice(0, compared), errors),
    solver: `${solver}/${method}`,
    in: direction,
    until,
    error,
    against,
    levels: runs.map(
      ({ times, iterations, wallSeconds }, k): RefinementLevel => ({
        ...resolutions[k],
        error: errors[k] ?? null,
        steps: times.length - 1,
        iterations: sum(iterations),
        seconds: timed ? wallSeconds : null,
      }),
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
 * exactly zero; CapabilityError if the solver cannot handle the flow; ConvergenceError naming the level whose run does not come to its end.
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
