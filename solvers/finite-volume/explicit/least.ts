/** The least of some numbers; none of them is NaN, or it is passed over. */
export function least(p: Float64Array): number {
  let lowest = Infinity;
  for (let i = 0; i < p.length; i++) if (p[i] < lowest) lowest = p[i];
  return lowest;
}
