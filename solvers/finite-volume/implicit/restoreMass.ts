import type { System } from './system.ts';

/**
 * Gives back the mass that an approximate solution x of δ log p misses: the equations, summed over the cells, fix Σ p x = Σ b.
 *
 * In proportion to p, but where cells may be full in proportion to dp/dψ: full ones cannot take their part.
 *
 * @param b - the right-hand sides that x answers.
 */
export function restoreMass({ p, slope, upper, x }: System, b: Float64Array): void {
  let excess = 0;
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    excess += b[i] - p[i] * x[i];
    total += upper.finiteSlope ? p[i] / slope[i] : p[i];
  }
  const share = excess / total;
  if (upper.finiteSlope) for (let i = 0; i < x.length; i++) x[i] += share / slope[i];
  else for (let i = 0; i < x.length; i++) x[i] += share;
}
