import { edges } from '../../../src/grid/axis.ts';
import { Density, type Grid } from '../../../src/index.ts';

/** Terms below this part of the first are left out. */
const NEGLIGIBLE = 1e-18;

/**
 * Cell averages of the heat flow from the indicator of [from, to] in [lower, upper], of unit mass, between walls:
 *
 *     p = 1/L + Σ_k a_k e^{−ω_k² t} cos ω_k (x − lower),   ω_k = kπ/L,   a_k = 2 (sin ω_k b − sin ω_k a)/(L ω_k (b − a)),
 *
 * a and b the ends of the strip from the lower wall.
 *
 * @param t - time > 0.
 */
export function heatFromStrip(grid: Grid, [from, to]: readonly [number, number], t: number): Density {
  const [axis] = grid.axes;
  const { lower, upper, spacing } = axis;
  const length = upper - lower;
  const [a, b] = [from - lower, to - lower];
  const at = edges(axis);
  const values = new Float64Array(grid.size).fill(1 / length);
  for (let k = 1; ; k++) {
    const omega = (k * Math.PI) / length;
    const decay = Math.exp(-omega * omega * t);
    if (decay < NEGLIGIBLE) break;
    const factor = (2 * decay * (Math.sin(omega * b) - Math.sin(omega * a))) / (length * omega * (b - a));
    for (let i = 0; i < values.length; i++) {
      const integral = (Math.sin(omega * (at[i + 1] - lower)) - Math.sin(omega * (at[i] - lower))) / omega;
      values[i] += (factor * integral) / spacing;
    }
  }
  return new Density(grid, values);
}
