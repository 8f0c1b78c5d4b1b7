import { CapabilityError } from '../errors/capabilityError.ts';
import type { Mobility } from './mobility.ts';

/**
 * Throws {@link CapabilityError} unless the mobility of a flow is m(p) = p: for solvers that can treat no other.
 *
 * @param who - the solver, such as `particles`.
 * @param advice - what can be done instead.
 * @see {@link mobility}
 */
export function requireLinearMobility(
  who: string,
  { mobility }: { readonly mobility: Mobility },
  advice: string,
): void {
  if (!mobility.linear)
    throw new CapabilityError(
      who,
      `the linear mobility m(p) = p, but this flow has "${mobility.name}"`,
      advice,
    );
}
