import { callable } from '../errors/check.ts';
import { fromTerms } from './compose.ts';
import { type ConvexityOption, convexityOf } from './convexityOption.ts';
import type { Energy } from './energy.ts';
import type { Field } from './term.ts';

/** What {@link interaction} may be told about W. */
export interface InteractionOptions extends ConvexityOption {}

/**
 * The interaction energy ½ ∬ W(x − y) p(x) p(y) dx dy, with W taken at differences of cell centres.
 *
 * @param W - even, finite at every difference of cell centres (0 included); called with the d coordinates of x − y.
 * @throws ArgumentError if W is no function; on a grid, if W is not finite or not even at a difference.
 */
export function interaction(W: Field, options: InteractionOptions = {}): Energy {
  callable('W', W);
  const convexity = convexityOf('interaction', options);
  return fromTerms('interaction', [{ kind: 'interaction', coefficient: 1, W, convexity }]);
}
