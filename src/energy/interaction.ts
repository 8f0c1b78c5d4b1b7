import { ArgumentError } from '../errors/argumentError.ts';
import { callable, knownKeys } from '../errors/check.ts';
import { fromTerms } from './compose.ts';
import { type ConvexityOption, convexityOf } from './convexityOption.ts';
import type { Energy } from './energy.ts';
import type { Field } from './term.ts';

/** What {@link interaction} may be told about W. */
export interface InteractionOptions extends ConvexityOption {
  /**
   * Whether W is of positive type, ∬W(x − y) d(x) d(y) dx dy ≥ 0 for every d: its Fourier transform is nonnegative, as those of
   * e^{−|x|²} and e^{−|x|} are. The energy is then convex in p; false unless given.
   */
  readonly positiveType?: boolean;
}

/**
 * The interaction energy ½ ∬ W(x − y) p(x) p(y) dx dy, with W taken at differences of cell centres.
 *
 * Whether it is convex among densities of equal mass is found out on every grid, as far as it can be: see
 * `NonlocalPart.curvature`. That it is convex on all is for `positiveType` to say, and is then checked on every grid.
 *
 * @param W - even, finite at every difference of cell centres (0 included); called with the d coordinates of x − y.
 * @throws ArgumentError if W is no function; on a grid, if W is not finite or not even at a difference,
 * or is said to be of positive type and seen not to be.
 * @see [Energies](/guide/energies)
 */
export function interaction(W: Field, options: InteractionOptions = {}): Energy {
  callable('W', W);
  knownKeys('interaction', options, ['convexity', 'positiveType']);
  const convexity = convexityOf(options);
  const { positiveType = false } = options;
  if (typeof positiveType !== 'boolean')
    throw new ArgumentError('positiveType', positiveType, 'true or false');
  return fromTerms('interaction', [{ kind: 'interaction', coefficient: 1, W, convexity, positiveType }]);
}
