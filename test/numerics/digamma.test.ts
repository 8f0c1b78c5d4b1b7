import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digamma } from '../../src/numerics/digamma.ts';

const EULER = 0.5772156649015329;

test('closed forms', () => {
  expect(digamma(1)).toBeCloseTo(-EULER, 14);
  expect(digamma(0.5)).toBeCloseTo(-EULER - 2 * Math.LN2, 14);
  // −γ + Σ_{j < n} 1/j.
  const harmonic = Array.from({ length: 199 }, (_, j) => 1 / (j + 1)).reduce((a, b) => a + b, 0);
  expect(digamma(200)).toBeCloseTo(harmonic - EULER, 13);
});

test('ψ(x + 1) = ψ(x) + 1/x, and duplication', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 50, noNaN: true }), (x) => {
      expect(Math.abs(digamma(x + 1) - digamma(x) - 1 / x)).toBeLessThan(2e-14 * (1 + 1 / x));
      const twice = 0.5 * (digamma(x) + digamma(x + 0.5)) + Math.LN2;
      expect(Math.abs(digamma(2 * x) - twice)).toBeLessThan(2e-14 * (1 + 1 / x));
    }),
  );
});
