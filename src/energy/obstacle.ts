import { callable } from '../errors/check.ts';
import { fromTerms } from './compose.ts';
import type { LocalEnergy } from './energy.ts';
import type { Field } from './term.ts';

/**
 * The constraint p ≤ k of densities below an obstacle k(x) > 0, taken at cell centres:
 *
 *     E(p) = 0 where p ≤ k everywhere, ∞ elsewhere.
 *
 * Where k is the same everywhere, it is the congestion of crowd motion. Multiples of it are the same.
 *
 * @param k - > 0 at every cell centre, Infinity where there is no obstacle; called with the d coordinates of a point.
 * @returns a local energy; several obstacles in a sum are the least of them.
 * @throws ArgumentError if k is no function; on a grid, if k is not > 0 at a cell centre.
 *
 * Source: Maury–Roudneff-Chupin–Santambrogio 2010, A macroscopic crowd motion model of gradient flow type, for k = 1.
 * @see [Obstacles](/theory/energies#obstacles)
 */
export function obstacle(k: Field): LocalEnergy {
  callable('k', k);
  return fromTerms('obstacle', [{ kind: 'obstacle', coefficient: 1, k }]);
}
