import { integer } from '../errors/check.ts';
import type { LineTransform } from './lineTransform.ts';
import { realSpectrum } from './realSpectrum.ts';

/**
 * A plan for the Fourier transform of n real values, kept real: cosine sums first, then sine sums,
 *
 * X_k = Σ_j x_j cos(2πkj/n) for 0 ≤ k ≤ n/2 and X_k = Σ_j x_j sin(2πkj/n) for n/2 < k < n.
 *
 * Its basis functions are the eigenvectors of −div grad on a periodic axis: X_k and X_{n−k} belong to the same
 * eigenvalue. X_0 is the plain sum of x. Calls allocate nothing.
 *
 * @param n - an integer ≥ 1; powers of two are fastest, other lengths cost a few times more.
 */
export function periodicTransform(n: number): LineTransform {
  integer('n', n, 1, 2 ** 26);
  const spectrum = realSpectrum(n);
  const half = Math.floor(n / 2);
  const V = new Float64Array(2 * (half + 1));
  return {
    length: n,
    // The sine sum at k > n/2 is Im V_{n−k}, since sin(2π(n−k)j/n) = −sin(2πkj/n) and e^{−iφ} has −sin φ.
    forward(out, x) {
      spectrum.forward(V, x);
      for (let k = 0; k <= half; k++) out[k] = V[2 * k];
      for (let k = half + 1; k < n; k++) out[k] = V[2 * (n - k) + 1];
    },
    inverse(out, X) {
      for (let k = 0; k <= half; k++) V[2 * k] = X[k];
      V[1] = V[2 * half + 1] = 0;
      for (let k = half + 1; k < n; k++) V[2 * (n - k) + 1] = X[k];
      spectrum.inverse(out, V);
    },
  };
}
