import { CapabilityError } from '../errors/capabilityError.ts';
import type { Energy } from './energy.ts';

/**
 * Throws {@link CapabilityError} if densities of a flow are to stay below an obstacle: for solvers that know of none.
 *
 * @param who - the solver, such as `particles`.
 * @see {@link obstacle}
 */
export function requireNoObstacle(who: string, { energy }: { readonly energy: Energy }): void {
  if (energy.terms.some((t) => t.kind === 'obstacle'))
    throw new CapabilityError(
      who,
      'an energy without obstacles',
      'jko() with method "newton" or "primalDual" takes them',
    );
}
