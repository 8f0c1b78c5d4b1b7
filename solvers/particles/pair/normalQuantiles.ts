import { normalCdf } from '../../../src/numerics/normal.ts';

/** z with Φ(z) = p, by bisection. */
function quantile(p: number): number {
  let [below, above] = [-9, 9];
  for (let k = 0; k < 60; k++) {
    const middle = 0.5 * (below + above);
    if (normalCdf(middle) < p) below = middle;
    else above = middle;
  }
  return below;
}

/** The middles of n equally probable parts of the standard normal law, in ascending order, scaled to a mean square of exactly 1. */
export function normalQuantiles(n: number): Float64Array {
  const middles = Float64Array.from({ length: n }, (_, k) => quantile((k + 0.5) / n));
  const square = middles.reduce((s, z) => s + z * z, 0) / n;
  return middles.map((z) => z / Math.sqrt(square));
}
