import { type FourierTransform, fourierTransform } from './fourierTransform.ts';

/**
 * The Fourier transform between n real values and the ⌊n/2⌋ + 1 frequencies that determine it, interleaved (re, im).
 */
export interface RealSpectrum {
  readonly length: number;
  /** X_k for 0 ≤ k ≤ n/2 from n real x. */
  forward(X: Float64Array, x: Float64Array): void;
  /** n real x from X_k for 0 ≤ k ≤ n/2, with the factor 1/n. */
  inverse(x: Float64Array, X: Float64Array): void;
}

/** A plan for {@link RealSpectrum}: one complex transform of half the length if n is even. */
export function realSpectrum(n: number): RealSpectrum {
  return n % 2 === 0 ? ofEvenLength(fourierTransform(n / 2)) : ofOddLength(fourierTransform(n));
}

function ofOddLength(fourier: FourierTransform): RealSpectrum {
  const n = fourier.length;
  const z = new Float64Array(2 * n);
  return {
    length: n,
    forward(X, x) {
      for (let j = 0; j < n; j++) {
        z[2 * j] = x[j];
        z[2 * j + 1] = 0;
      }
      fourier.forward(z, z);
      for (let k = 0; k <= n; k++) X[k] = z[k];
    },
    inverse(x, X) {
      z[0] = X[0];
      z[1] = 0;
      for (let k = 1; 2 * k < n; k++) {
        z[2 * k] = z[2 * (n - k)] = X[2 * k];
        z[2 * k + 1] = X[2 * k + 1];
        z[2 * (n - k) + 1] = -X[2 * k + 1];
      }
      fourier.inverse(z, z);
      for (let j = 0; j < n; j++) x[j] = z[2 * j];
    },
  };
}

// z_j = x_{2j} + i x_{2j+1} has the transform Z = E + iO, where E and O are those of the even and odd entries;
// X_k = E_k + e^{−2πik/n} O_k, and E_k = (Z_k + Z̄_{m−k})/2, iO_k = (Z_k − Z̄_{m−k})/2 with m = n/2.
function ofEvenLength(fourier: FourierTransform): RealSpectrum {
  const m = fourier.length;
  const n = 2 * m;
  const z = new Float64Array(n);
  const cosine = Float64Array.from({ length: m + 1 }, (_, k) => Math.cos((Math.PI * k) / m));
  const sine = Float64Array.from({ length: m + 1 }, (_, k) => Math.sin((Math.PI * k) / m));
  return {
    length: n,
    forward(X, x) {
      fourier.forward(z, x);
      X[0] = z[0] + z[1];
      X[1] = 0;
      X[n] = z[0] - z[1];
      X[n + 1] = 0;
      for (let k = 1; k < m; k++) {
        const l = m - k;
        const er = 0.5 * (z[2 * k] + z[2 * l]);
        const ei = 0.5 * (z[2 * k + 1] - z[2 * l + 1]);
        const or = 0.5 * (z[2 * k + 1] + z[2 * l + 1]);
        const oi = -0.5 * (z[2 * k] - z[2 * l]);
        X[2 * k] = er + cosine[k] * or + sine[k] * oi;
        X[2 * k + 1] = ei + cosine[k] * oi - sine[k] * or;
      }
    },
    inverse(x, X) {
      for (let k = 0; k < m; k++) {
        const l = m - k;
        const er = 0.5 * (X[2 * k] + X[2 * l]);
        const ei = 0.5 * (X[2 * k + 1] - X[2 * l + 1]);
        const dr = 0.5 * (X[2 * k] - X[2 * l]);
        const di = 0.5 * (X[2 * k + 1] + X[2 * l + 1]);
        const or = cosine[k] * dr - sine[k] * di;
        const oi = cosine[k] * di + sine[k] * dr;
        z[2 * k] = er - oi;
        z[2 * k + 1] = ei + or;
      }
      fourier.inverse(x, z);
    },
  };
}
