import { integer } from '../errors/check.ts';
import { nextPowerOfTwo, type PowerOfTwoFft, powerOfTwoFft } from './fft.ts';

/**
 * The discrete Fourier transform of any length n, X_k = Σ_j x_j e^{−2πi jk/n}.
 *
 * Complex values are interleaved (re, im) in arrays of length 2n exactly. Plans own their work space: calls allocate
 * nothing, and one plan must not be used by two threads.
 */
export interface FourierTransform {
  readonly length: number;
  /** X from x; `out` may be x itself. */
  forward(out: Float64Array, x: Float64Array): void;
  /** x_j = (1/n) Σ_k X_k e^{2πi jk/n}; `out` may be X itself. */
  inverse(out: Float64Array, X: Float64Array): void;
}

/**
 * A plan for the Fourier transform of length n: radix 4 for powers of two, Bluestein's convolution with a chirp for
 * any other length. Relative error (largest error over largest value) of order 1e-15 for n up to some thousands.
 *
 * @param n - an integer ≥ 1.
 * Source: Bluestein 1970, A linear filtering approach to the computation of discrete Fourier transform.
 */
export function fourierTransform(n: number): FourierTransform {
  integer('n', n, 1, 2 ** 26);
  return nextPowerOfTwo(n) === n ? direct(powerOfTwoFft(n)) : bluestein(n);
}

function direct(fft: PowerOfTwoFft): FourierTransform {
  const copy = new Float64Array(2 * fft.size);
  return {
    length: fft.size,
    forward(out, x) {
      copy.set(x);
      fft.forward(out, copy);
    },
    inverse(out, X) {
      copy.set(X);
      fft.inverse(out, copy);
    },
  };
}

// jk = (j² + k² − (k − j)²)/2 turns the transform into X_k = w_k Σ_j (x_j w_j) w̄_{k−j} with the chirp w_j = e^{−πi j²/n}.
function bluestein(n: number): FourierTransform {
  const fft = powerOfTwoFft(nextPowerOfTwo(2 * n - 1));
  const { size } = fft;
  const cosine = new Float64Array(n);
  const sine = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    // j² modulo the period 2n: the phase of a large argument would lose its last digits.
    const angle = (Math.PI * ((j * j) % (2 * n))) / n;
    cosine[j] = Math.cos(angle);
    sine[j] = Math.sin(angle);
  }
  const a = new Float64Array(2 * size);
  const b = new Float64Array(2 * size);
  const chirp = chirpSpectrum(cosine, sine, fft);

  // Swapping real and imaginary parts before and after turns forward transforms into inverse ones: `re` is the place
  // of the real part, 0 or 1.
  function transform(out: Float64Array, x: Float64Array, re: number, scale: number): void {
    const im = 1 - re;
    for (let j = 0; j < n; j++) {
      const u = x[2 * j + re];
      const v = x[2 * j + im];
      a[2 * j] = u * cosine[j] + v * sine[j];
      a[2 * j + 1] = v * cosine[j] - u * sine[j];
    }
    a.fill(0, 2 * n);
    fft.forward(b, a);
    for (let k = 0; k < 2 * size; k += 2) {
      a[k + 1] = b[k] * chirp[k] - b[k + 1] * chirp[k + 1];
      a[k] = b[k] * chirp[k + 1] + b[k + 1] * chirp[k];
    }
    fft.forward(b, a);
    for (let k = 0; k < n; k++) {
      const u = scale * b[2 * k + 1];
      const v = scale * b[2 * k];
      out[2 * k + re] = u * cosine[k] + v * sine[k];
      out[2 * k + im] = v * cosine[k] - u * sine[k];
    }
  }

  return {
    length: n,
    forward: (out, x) => transform(out, x, 0, 1),
    inverse: (out, X) => transform(out, X, 1, 1 / n),
  };
}

/** The transform of w̄_j, |j| < n, divided by its length to spare the division in the inverse. */
function chirpSpectrum(cosine: Float64Array, sine: Float64Array, fft: PowerOfTwoFft): Float64Array {
  const { size } = fft;
  const chirp = new Float64Array(2 * size);
  for (let j = 0; j < cosine.length; j++) {
    for (const place of [j, (size - j) % size]) {
      chirp[2 * place] = cosine[j] / size;
      chirp[2 * place + 1] = sine[j] / size;
    }
  }
  const spectrum = new Float64Array(2 * size);
  fft.forward(spectrum, chirp);
  return spectrum;
}
