/** The largest part a ≤ 1 of the way from a density below a ceiling to another for which it stays below. */
export function partBelow(from: Float64Array, to: Float64Array, ceiling: Float64Array | null): number {
  if (ceiling === null) return 1;
  let part = 1;
  for (let i = 0; i < from.length; i++)
    if (to[i] > ceiling[i]) part = Math.min(part, (ceiling[i] - from[i]) / (to[i] - from[i]));
  return part;
}
