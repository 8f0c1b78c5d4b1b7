import { fourierTransform } from './fourierTransform.ts';

const product = (lengths: readonly number[]): number => lengths.reduce((a, b) => a * b, 1);

/**
 * The discrete Fourier transform of a real array that is even, a_{−i} = a_i modulo its lengths: real, and so the
 * eigenvalues of the convolution with it that wraps around.
 *
 * @param a - row-major, of any lengths.
 */
export function evenSpectrum(a: Float64Array, lengths: readonly number[]): Float64Array {
  const x = new Float64Array(2 * a.length);
  for (let i = 0; i < a.length; i++) x[2 * i] = a[i];
  for (const [k, length] of lengths.entries()) {
    const transform = fourierTransform(length);
    const line = new Float64Array(2 * length);
    const inner = product(lengths.slice(k + 1));
    for (let start = 0; start < a.length; start += length * inner)
      for (let i = start; i < start + inner; i++) {
        for (let j = 0; j < length; j++) {
          line[2 * j] = x[2 * (i + j * inner)];
          line[2 * j + 1] = x[2 * (i + j * inner) + 1];
        }
        transform.forward(line, line);
        for (let j = 0; j < length; j++) {
          x[2 * (i + j * inner)] = line[2 * j];
          x[2 * (i + j * inner) + 1] = line[2 * j + 1];
        }
      }
  }
  const spectrum = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) spectrum[i] = x[2 * i];
  return spectrum;
}
