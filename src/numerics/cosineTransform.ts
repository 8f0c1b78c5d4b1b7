import { integer } from '../errors/check.ts';
import type { LineTransform } from './lineTransform.ts';
import { realSpectrum } from './realSpectrum.ts';

/**
 * A plan for the cosine transform (DCT-II) of any length n, X_k = Σ_j x_j cos(πk(j + ½)/n), and its inverse (DCT-III),
 * x_j = (X_0 + 2 Σ_{k≥1} X_k cos(πk(j + ½)/n))/n.
 *
 * Its basis functions are the eigenvectors of −div grad between no-flux walls. X_0 is the plain sum of x. Calls allocate
 * nothing.
 *
 * @param n - an integer ≥ 1; powers of two are fastest, other lengths cost a few times more.
 * Source: Makhoul 1980, A fast cosine transform in one and two dimensions.
 */
export function cosineTransform(n: number): LineTransform {
  integer('n', n, 1, 2 ** 26);
  const spectrum = realSpectrum(n);
  const evens = Math.ceil(n / 2);
  const v = new Float64Array(n);
  const V = new Float64Array(2 * (Math.floor(n / 2) + 1));
  const cosine = Float64Array.from({ length: n }, (_, k) => Math.cos((0.5 * Math.PI * k) / n));
  const sine = Float64Array.from({ length: n }, (_, k) => Math.sin((0.5 * Math.PI * k) / n));
  return {
    length: n,
    // With even entries ascending and odd ones descending behind them, X_k − i X_{n−k} = e^{−iπk/2n} V_k.
    forward(out, x) {
      for (let j = 0; j < evens; j++) v[j] = x[2 * j];
      for (let j = evens; j < n; j++) v[j] = x[2 * (n - j) - 1];
      spectrum.forward(V, v);
      out[0] = V[0];
      for (let k = 1; 2 * k <= n; k++) {
        const re = V[2 * k];
        const im = V[2 * k + 1];
        out[n - k] = sine[k] * re - cosine[k] * im;
        out[k] = cosine[k] * re + sine[k] * im;
      }
    },
    inverse(out, X) {
      V[0] = X[0];
      V[1] = 0;
      for (let k = 1; 2 * k <= n; k++) {
        V[2 * k] = cosine[k] * X[k] + sine[k] * X[n - k];
        V[2 * k + 1] = sine[k] * X[k] - cosine[k] * X[n - k];
      }
      spectrum.inverse(v, V);
      for (let j = 0; j < evens; j++) out[2 * j] = v[j];
      for (let j = evens; j < n; j++) out[2 * (n - j) - 1] = v[j];
    },
  };
}
