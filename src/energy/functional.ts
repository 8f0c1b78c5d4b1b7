import { callable, knownKeys } from '../errors/check.ts';
import { fromTerms } from './compose.ts';
import type { Energy } from './energy.ts';
import type { FunctionalTerm } from './term.ts';

/** A black-box energy given by value and first variation. @see {@link functional} */
export interface FunctionalDefinition {
  readonly name?: string;
  /** Writes h^−d ∂F/∂p_i into `out` and returns F(p), for cell averages p on `grid`. */
  readonly firstVariation: FunctionalTerm['firstVariation'];
  /** Whether F is convex in p; false where unknown. */
  readonly convex?: boolean;
}

/**
 * An energy known only through its value and first variation; solvers that need more refuse it.
 *
 * @see [Anything else: interaction and functional](/guide/own-energy#anything-else-interaction-and-functional)
 */
export function functional(definition: FunctionalDefinition): Energy {
  knownKeys('functional', definition, ['name', 'firstVariation', 'convex']);
  const { name = 'functional', firstVariation, convex = false } = definition;
  callable('firstVariation', firstVariation);
  return fromTerms(name, [{ kind: 'functional', coefficient: 1, name, firstVariation, convex }]);
}
