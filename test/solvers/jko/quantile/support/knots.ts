/** The sum of all. */
export const total = (x: ArrayLike<number>): number => Array.from(x).reduce((a, b) => a + b, 0);

/** Knots between parcels of these widths, from `lower` on. */
export function knotsOf(width: Float64Array, lower: number): Float64Array {
  const out = new Float64Array(width.length + 1).fill(lower);
  for (let k = 0; k < width.length; k++) out[k + 1] = out[k] + width[k];
  return out;
}
