/**
 * Writes what has passed across a row of cells, `rate`, and what passes along it into `out`, from its first cell on.
 *
 * @param outflow - what the cells give away across the row. @param flux - that along it, at the face before each cell and the last.
 * @returns the largest part of its density that a cell gives away, `most` or more.
 */
export function balance(
  out: Float64Array,
  start: number,
  p: Float64Array,
  rate: Float64Array,
  outflow: Float64Array,
  flux: Float64Array,
  count: number,
  most: number,
): number {
  for (let i = 0; i < count; i++) {
    const a = flux[i];
    const b = flux[i + 1];
    out[start + i] = rate[i] + a - b;
    // |x| − x is twice what x takes away.
    const away = outflow[i] + 0.5 * (Math.abs(a) - a + Math.abs(b) + b);
    // NaN, which is not larger, in vacuum.
    const part = away / p[start + i];
    if (part > most) most = part;
  }
  return most;
}
