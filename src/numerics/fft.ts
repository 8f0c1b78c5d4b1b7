import FFT from 'fft.js';

/**
 * The discrete Fourier transform X_k = Σ_j x_j e^{−2πi jk/N} of a length N that is a power of two.
 *
 * Complex values are interleaved (re, im), in arrays of length 2N exactly; `out` and `x` must not be the same array.
 */
export interface PowerOfTwoFft {
  readonly size: number;
  /** X from complex x. */
  forward(out: Float64Array, x: Float64Array): void;
  /** x from X, with the factor 1/N. */
  inverse(out: Float64Array, X: Float64Array): void;
  /** X from N real x: all of it, negative frequencies included. */
  forwardReal(out: Float64Array, x: Float64Array): void;
}

const trivial: PowerOfTwoFft = {
  size: 1,
  forward: (out, x) => out.set(x),
  inverse: (out, X) => out.set(X),
  forwardReal: (out, x) => {
    out[0] = x[0];
    out[1] = 0;
  },
};

/** A plan for {@link PowerOfTwoFft}; the one place that touches fft.js, whose own types are all `any`. */
export function powerOfTwoFft(size: number): PowerOfTwoFft {
  if (size === 1) return trivial;
  const fft = new FFT(size);
  return {
    size,
    forward: (out, x) => fft.transform(out, x),
    inverse: (out, X) => fft.inverseTransform(out, X),
    forwardReal: (out, x) => {
      fft.realTransform(out, x);
      fft.completeSpectrum(out);
    },
  };
}

/** The smallest power of two that is at least n. */
export function nextPowerOfTwo(n: number): number {
  let size = 1;
  while (size < n) size *= 2;
  return size;
}
