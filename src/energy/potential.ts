import { callable, knownKeys } from '../errors/check.ts';
import { fromTerms } from './compose.ts';
import { type ConvexityOption, convexityOf } from './convexityOption.ts';
import type { LocalEnergy } from './energy.ts';
import type { Field } from './term.ts';

/** What {@link potential} may be told about V. */
export interface PotentialOptions extends ConvexityOption {}

/**
 * The potential energy ∫ V p dx, taken at cell centres.
 *
 * @param V - finite at every cell centre; called with the d coordinates of a point.
 * @throws ArgumentError if V is no function; on a grid, if V is not finite at a cell centre.
 * @see [Energies](/guide/energies)
 */
export function potential(V: Field, options: PotentialOptions = {}): LocalEnergy {
  callable('V', V);
  knownKeys('potential', options, ['convexity']);
  const convexity = convexityOf(options);
  return fromTerms('potential', [{ kind: 'potential', coefficient: 1, V, convexity }]);
}
