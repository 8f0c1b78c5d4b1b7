import { ArgumentError } from '../errors/argumentError.ts';
import type { Density } from './density.ts';

function requireSameGrid(p: Density, q: Density): void {
  if (!p.grid.equals(q.grid))
    throw new ArgumentError('q', q.grid.toString(), `a density on the grid of p, ${p.grid}`);
}

/**
 * The L¹ distance h^d Σ |p_i − q_i| of two densities on the same grid.
 *
 * @see [Finite volumes for the equation](/guide/finite-volumes)
 */
export function l1Distance(p: Density, q: Density): number {
  requireSameGrid(p, q);
  let s = 0;
  for (let i = 0; i < p.values.length; i++) s += Math.abs(p.values[i] - q.values[i]);
  return p.grid.cellVolume * s;
}

/** The largest difference max |p_i − q_i| of two densities on the same grid. @see {@link l1Distance} */
export function largestDifference(p: Density, q: Density): number {
  requireSameGrid(p, q);
  let most = 0;
  for (let i = 0; i < p.values.length; i++) most = Math.max(most, Math.abs(p.values[i] - q.values[i]));
  return most;
}
