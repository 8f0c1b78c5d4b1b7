/** Arrays that {@link monotone} overwrites: as many entries as there are numbers. */
export interface MonotoneScratch {
  readonly level: Float64Array;
  readonly weight: Float64Array;
  readonly counts: Int32Array;
}

/**
 * Overwrites y with the nearest ascending sequence between its two outermost entries, which stay:
 * argmin Σ_k weight_k (z_k − y_k)² over y_first = z_first ≤ … ≤ z_last = y_last, by pooling adjacent violators.
 *
 * @param weight - weight_k > 0.
 * Source: Ayer–Brunk–Ewing–Reid–Silverman 1955; bounds by clipping, as Barlow–Bartholomew–Bremner–Brunk 1972.
 */
export function monotone(
  y: Float64Array,
  weight: Float64Array,
  { level, weight: pooled, counts }: MonotoneScratch,
): void {
  const last = y.length - 1;
  let blocks = 0;
  for (let k = 1; k < last; k++) {
    level[blocks] = y[k];
    pooled[blocks] = weight[k];
    counts[blocks] = 1;
    blocks++;
    while (blocks > 1 && level[blocks - 2] > level[blocks - 1]) {
      const a = blocks - 2;
      const sum = pooled[a] + pooled[a + 1];
      level[a] += (pooled[a + 1] / sum) * (level[a + 1] - level[a]);
      pooled[a] = sum;
      counts[a] += counts[a + 1];
      blocks--;
    }
  }
  let k = 1;
  for (let block = 0; block < blocks; block++) {
    const value = Math.max(y[0], Math.min(y[last], level[block]));
    for (let i = 0; i < counts[block]; i++) y[k++] = value;
  }
}
