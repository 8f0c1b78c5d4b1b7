/**
 * log of the volume of {y_1 ≤ … ≤ y_n, a_i ≤ y_i ≤ b_i} for ascending a and b: of a determinant with the entries
 * (b_i − a_j)_+^{j − i + 1}/(j − i + 1)!, 1 below the diagonal and 0 further down.
 *
 * @param a - n ascending numbers.
 * @param b - n ascending numbers, b_i > a_i.
 * Source: Steck 1971, Rectangle probabilities for uniform order statistics and the probability that the empirical distribution
 * function lies between two distribution functions.
 */
export function logOrderedVolume(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  // Lengths relative to the first, so that their powers neither vanish nor overflow.
  const unit = b[0] - a[0];
  // The determinants of the first j rows and columns, by expansion along the last column.
  const minors = new Float64Array(n + 1);
  minors[0] = 1;
  for (let j = 1; j <= n; j++) {
    let sign = 1;
    for (let i = j; i >= 1; i--) {
      const power = j - i + 1;
      const side = Math.max(0, b[i - 1] - a[j - 1]) / unit;
      let term = 1;
      for (let q = 1; q <= power; q++) term *= side / q;
      minors[j] += sign * term * minors[i - 1];
      sign = -sign;
    }
  }
  return Math.log(minors[n]) + n * Math.log(unit);
}
