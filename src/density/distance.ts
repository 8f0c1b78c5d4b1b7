import { ArgumentError } from '../errors/argumentError.ts';
import type { Density } from './density.ts';

/** The L¹ distance h^d Σ |p_i − q_i| of two densities on the same grid. */
export function l1Distance(p: Density, q: Density): number {
  if (!p.grid.equals(q.grid))
    throw new ArgumentError('q', q.grid.toString(), `a density on the grid of p, ${p.grid}`);
  let s = 0;
  for (let i = 0; i < p.values.length; i++) s += Math.abs(p.values[i] - q.values[i]);
  return p.grid.cellVolume * s;
}
