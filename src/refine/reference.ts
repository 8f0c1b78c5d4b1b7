import type { Density } from '../density/density.ts';
import type { Energy } from '../energy/energy.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import { callable, integer, knownKeys } from '../errors/check.ts';
import { UnknownNameError } from '../errors/unknownNameError.ts';
import type { Solver } from '../flow/solver.ts';
import type { Grid } from '../grid/grid.ts';

/** Makes the solver of a level. @see {@link refine} */
export type SolverAt<E extends Energy = Energy> = (timeStep: number) => Solver<E>;

/** A closed form: the density on a grid at a time. @see {@link refine} */
export type ExactDensity = (grid: Grid, time: number) => Density;

/** A run of another solver. @see {@link refine} */
export interface RunReference<E extends Energy = Energy> {
  readonly solver: SolverAt<E>;
  /** How many times finer than the finest level in what is refined, an integer ≥ 1; 4 unless given. */
  readonly finer?: number;
}

/**
 * What the levels are compared with.
 *
 * `successive`: each with the next finer one. If u_k = u + C s_k^q then u_k − u_{k+1} = (1 − 2^{−q}) C s_k^q: the order is that of the
 * errors, from no other run. `finest`: a run of the same solver four times finer than the finest level, whose own error takes orders
 * between the last levels up by 0.2 at first order and 0.1 at second. Or a closed form, or a run of another solver.
 *
 * @see {@link refine}
 */
export type Reference<E extends Energy = Energy> = 'successive' | 'finest' | ExactDensity | RunReference<E>;

/** How many times finer than the finest level a reference is. */
const FINER = 4;

/** A {@link Reference}, checked. */
export type CheckedReference<E extends Energy> =
  | { readonly kind: 'successive' }
  | { readonly kind: 'exact'; readonly at: ExactDensity }
  | { readonly kind: 'run'; readonly solverAt: SolverAt<E>; readonly finer: number };

/** Checks a reference. @throws ArgumentError or UnknownNameError. */
export function checkedReference<E extends Energy>(
  given: Reference<E>,
  solverAt: SolverAt<E>,
): CheckedReference<E> {
  if (given === 'successive') return { kind: 'successive' };
  if (given === 'finest') return { kind: 'run', solverAt, finer: FINER };
  if (typeof given === 'function') return { kind: 'exact', at: given };
  if (typeof given === 'string') throw new UnknownNameError('reference', given, ['successive', 'finest']);
  if (given === null || typeof given !== 'object')
    throw new ArgumentError(
      'reference',
      given,
      '"successive", "finest", a closed form, or { solver, finer }',
    );
  knownKeys('reference', given, ['solver', 'finer']);
  const { solver, finer = FINER } = given;
  callable('reference.solver', solver);
  // A reference that is coarser than a level would measure its own error.
  return { kind: 'run', solverAt: solver, finer: integer('reference.finer', finer, 1) };
}
