import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ArgumentError } from '../../src/errors/index.ts';
import { cosineTransform } from '../../src/numerics/cosineTransform.ts';
import { powerOfTwoFft } from '../../src/numerics/fft.ts';
import { fourierTransform } from '../../src/numerics/fourierTransform.ts';
import { alongAxis, type LineTransform } from '../../src/numerics/lineTransform.ts';
import { periodicTransform } from '../../src/numerics/periodicTransform.ts';
import { cosine, directSum, noise, relativeError, sine } from './directSums.ts';

// Every length up to 70, then powers of two and their neighbours, primes, highly composite numbers.
const LENGTHS = [
  ...Array.from({ length: 70 }, (_, i) => i + 1),
  ...[127, 128, 200, 201, 255, 256, 257, 400, 499, 720, 997, 1000, 1024, 1600, 1999, 2000],
];

type Modes = (n: number) => (k: number, j: number) => number;

const cosineModes: Modes = (n) => {
  const c = cosine(4 * n);
  return (k, j) => c(k * (2 * j + 1));
};

const periodicModes: Modes = (n) => {
  const c = cosine(n);
  const s = sine(n);
  return (k, j) => (2 * k <= n ? c(k * j) : s(k * j));
};

const real: readonly [string, (n: number) => LineTransform, Modes][] = [
  ['cosineTransform', cosineTransform, cosineModes],
  ['periodicTransform', periodicTransform, periodicModes],
];

describe.each(real)('%s', (_, plan, mode) => {
  test('is the direct sum, for any length', () => {
    for (const n of LENGTHS) {
      const x = noise(n);
      const out = new Float64Array(n);
      plan(n).forward(out, x);
      expect(relativeError(out, directSum(x, mode(n))), `length ${n}`).toBeLessThan(1e-13);
    }
  });

  test('inverse after forward is the identity, in place too', () => {
    for (const n of LENGTHS) {
      const x = noise(n);
      const transform = plan(n);
      const X = new Float64Array(n);
      const back = new Float64Array(n);
      transform.forward(X, x);
      transform.inverse(back, X);
      expect(relativeError(back, x), `length ${n}`).toBeLessThan(1e-14);
      const inPlace = x.slice();
      transform.forward(inPlace, inPlace);
      expect(inPlace).toEqual(X);
      transform.inverse(inPlace, inPlace);
      expect(inPlace).toEqual(back);
    }
  });

  test('leaves its input alone and gives the same bits again', () => {
    const transform = plan(37);
    const x = noise(37);
    const first = new Float64Array(37);
    const second = new Float64Array(37);
    transform.forward(first, x);
    transform.inverse(second, noise(37, 3));
    transform.forward(second, x);
    expect(x).toEqual(noise(37));
    expect(second).toEqual(first);
  });

  test('mode 0 is the sum', () => {
    for (const n of [1, 2, 3, 12, 200]) {
      const out = new Float64Array(n);
      plan(n).forward(out, new Float64Array(n).fill(1));
      expect(out[0]).toBeCloseTo(n, 10);
      for (let k = 1; k < n; k++) expect(Math.abs(out[k])).toBeLessThan(1e-13 * n);
    }
  });

  test('refuses a length that is not a positive integer', () => {
    for (const n of [0, -1, 2.5, Number.NaN]) expect(() => plan(n)).toThrow(ArgumentError);
  });
});

describe('fourierTransform', () => {
  test('is the direct sum, for any length, and its inverse undoes it, in place too', () => {
    for (const n of LENGTHS) {
      const z = noise(2 * n);
      const re = z.filter((_, i) => i % 2 === 0);
      const im = z.filter((_, i) => i % 2 === 1);
      const [cosines, sines] = [cosine(n), sine(n)];
      const c = (k: number, j: number) => cosines(k * j);
      const s = (k: number, j: number) => sines(k * j);
      const [rc, rs, ic, is] = [directSum(re, c), directSum(re, s), directSum(im, c), directSum(im, s)];
      const expected = Float64Array.from(z, (_, i) =>
        i % 2 === 0 ? rc[i >> 1] + is[i >> 1] : ic[i >> 1] - rs[i >> 1],
      );
      const Z = new Float64Array(2 * n);
      const transform = fourierTransform(n);
      transform.forward(Z, z);
      expect(relativeError(Z, expected), `length ${n}`).toBeLessThan(1e-13);
      transform.inverse(Z, Z);
      expect(relativeError(Z, z), `length ${n}`).toBeLessThan(1e-14);
    }
  });

  test('refuses a length that is not a positive integer', () => {
    expect(() => fourierTransform(0)).toThrow(ArgumentError);
  });
});

test('forwardReal agrees with forward for every power of two', () => {
  for (let n = 1; n <= 4096; n *= 2) {
    const x = noise(n);
    const z = Float64Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? x[i / 2] : 0));
    const complex = new Float64Array(2 * n);
    const fromReal = new Float64Array(2 * n);
    const fft = powerOfTwoFft(n);
    fft.forward(complex, z);
    fft.forwardReal(fromReal, x);
    expect(relativeError(fromReal, complex), `length ${n}`).toBeLessThan(1e-15 * Math.log2(2 * n));
  }
});

describe('alongAxis', () => {
  const shapes = fc.record({
    outer: fc.integer({ min: 1, max: 4 }),
    n: fc.integer({ min: 1, max: 12 }),
    inner: fc.integer({ min: 1, max: 20 }),
  });

  test('applies the transform to every line of the axis and to nothing else', () => {
    fc.assert(
      fc.property(shapes, ({ outer, n, inner }) => {
        const line = cosineTransform(n);
        const many = alongAxis(line, outer, inner);
        const x = noise(outer * n * inner);
        const out = new Float64Array(x.length);
        many.forward(out, x);
        const one = new Float64Array(n);
        for (let o = 0; o < outer; o++)
          for (let i = 0; i < inner; i++) {
            const at = (j: number) => (o * n + j) * inner + i;
            line.forward(
              one,
              Float64Array.from({ length: n }, (_, j) => x[at(j)]),
            );
            for (let j = 0; j < n; j++) expect(out[at(j)]).toBe(one[j]);
          }
        expect(many.length).toBe(x.length);
        many.inverse(out, out);
        expect(relativeError(out, x)).toBeLessThan(1e-14);
      }),
    );
  });
});
