/**
 * Adds what passes the faces before a row of cells, `into` it, and behind it, `onward`, both from an entry on, to its rate and to what its
 * cells give away.
 */
export function passFaces(
  rate: Float64Array,
  outflow: Float64Array,
  into: Float64Array,
  onward: Float64Array,
  entry: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const a = into[entry + i];
    const b = onward[entry + i];
    rate[i] += a - b;
    // |x| − x is twice what x takes away.
    outflow[i] += 0.5 * (Math.abs(a) - a + Math.abs(b) + b);
  }
}
