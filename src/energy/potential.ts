import { callable } from '../errors/check.ts';
import { fromTerms } from './compose.ts';
import type { LocalEnergy } from './energy.ts';
import type { Field } from './term.ts';

/** What {@link potential} may be told about V. */
export interface PotentialOptions {
  /** λ with V − λ|x|²/2 convex, if known: it makes the energy λ-convex along geodesics. */
  readonly convexity?: number;
}

/**
 * The potential energy ∫ V p dx, taken at cell centres.
 *
 * @param V - finite at every cell centre; called with the d coordinates of a point.
 */
export function potential(V: Field, options: PotentialOptions = {}): LocalEnergy {
  callable('V', V);
  return fromTerms('potential', [{ kind: 'potential', coefficient: 1, V, convexity: options.convexity ?? -Infinity }]);
}
