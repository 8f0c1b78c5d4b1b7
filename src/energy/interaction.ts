import { callable } from '../errors/check.ts';
import { fromTerms } from './compose.ts';
import type { Energy } from './energy.ts';
import type { Field } from './term.ts';

/** What {@link interaction} may be told about W. */
export interface InteractionOptions {
  /** λ with W − λ|x|²/2 convex, if known. */
  readonly convexity?: number;
}

/**
 * The interaction energy ½ ∬ W(x − y) p(x) p(y) dx dy, with W taken at differences of cell centres.
 *
 * @param W - even, finite at every difference of cell centres (0 included); called with the d coordinates of x − y.
 */
export function interaction(W: Field, options: InteractionOptions = {}): Energy {
  callable('W', W);
  return fromTerms('interaction', [
    { kind: 'interaction', coefficient: 1, W, convexity: options.convexity ?? -Infinity },
  ]);
}
