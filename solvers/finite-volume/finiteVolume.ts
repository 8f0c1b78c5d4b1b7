import type { Energy } from '../../src/energy/energy.ts';
import { oneOf } from '../../src/errors/check.ts';
import type { Solver } from '../../src/flow/solver.ts';
import { type ExplicitOptions, type ExplicitState, explicit } from './explicit/explicit.ts';
import { type ImplicitOptions, implicit } from './implicit/implicit.ts';

/** What {@link finiteVolume} takes: the settings of one of its methods. */
export type FiniteVolumeOptions = ImplicitOptions | ExplicitOptions;

/** The names of the methods, the default first. @see {@link finiteVolume} */
export const finiteVolumeMethods: readonly ['implicit', 'explicit'] = ['implicit', 'explicit'];

/**
 * A finite-volume solver for ∂p/∂t = div(p grad δE/δp): `implicit` (backward Euler, any time step, local energies and
 * interactions) or `explicit` (Carrillo–Chertock–Huang, any energy), both in one to three dimensions.
 *
 * @throws UnknownNameError for a method or setting that there is not; ArgumentError for a setting out of range.
 * @see [Finite volumes for the equation](/guide/finite-volumes)
 */
export function finiteVolume(options: ExplicitOptions): Solver<Energy, ExplicitState>;
export function finiteVolume(options?: ImplicitOptions): Solver<Energy>;
export function finiteVolume(options: FiniteVolumeOptions): Solver<Energy>;
export function finiteVolume(
  options: FiniteVolumeOptions = {},
): Solver<Energy, ExplicitState> | Solver<Energy> {
  oneOf('finite-volume method', options.method ?? 'implicit', finiteVolumeMethods);
  return options.method === 'explicit' ? explicit(options) : implicit(options);
}
