import { describe, expect, test } from 'vitest';
import { bessel, besselZeros } from '../../src/numerics/bessel.ts';
import { radialTransform } from '../../src/numerics/radialTransform.ts';

describe('Bessel functions', () => {
  test('by their power series', () => {
    for (const order of [0, 1, 2])
      for (const x of [0, 0.3, 1, 4, 9]) {
        // Σ (−1)^k (x/2)^{2k+n}/(k! (k+n)!)
        let term = (x / 2) ** order / [1, 1, 2][order];
        let sum = 0;
        for (let k = 0; k < 60; k++) {
          sum += term;
          term *= -((x / 2) ** 2) / ((k + 1) * (k + 1 + order));
        }
        expect(bessel(order, x)).toBeCloseTo(sum, 12);
      }
  });

  test('by their recurrence, where arguments are large: J₀ + J₂ = 2 J₁/x', () => {
    for (const x of [30, 251.7, 806, 3000])
      expect(bessel(0, x) + bessel(2, x)).toBeCloseTo((2 * bessel(1, x)) / x, 14);
  });

  test('zeros of J₀', () => {
    const zeros = besselZeros(300);
    // Watson 1944, table VII.
    expect(zeros[0]).toBeCloseTo(2.404825557695773, 13);
    expect(zeros[1]).toBeCloseTo(5.520078110286311, 13);
    zeros.forEach((zero, k) => {
      expect(Math.abs(bessel(0, zero))).toBeLessThan(1e-13);
      expect(zero - (k > 0 ? zeros[k - 1] : 0)).toBeGreaterThan(2.4);
      if (k > 0) expect(zero - zeros[k - 1]).toBeLessThan(Math.PI);
    });
  });
});

describe.each([1, 2, 3] as const)('the radial Fourier transform in dimension %i', (d) => {
  const { r, weights, forward, inverse } = radialTransform(d, 128, 12);

  test('integrates over space: ∫ e^{−|x|²} dx = π^{d/2}', () => {
    const sum = r.reduce((s, x, i) => s + weights[i] * Math.exp(-x * x), 0);
    expect(sum / Math.PI ** (d / 2) - 1).toBeLessThan(1e-12);
  });

  test('takes e^{−|x|²} ∗ e^{−|x|²} to the square of the transform', () => {
    // The convolution is (π/2)^{d/2} e^{−|x|²/2}.
    const f = r.map((x) => Math.exp(-x * x));
    const transformed = new Float64Array(128);
    forward(transformed, f);
    const convolution = new Float64Array(128);
    inverse(
      convolution,
      transformed.map((v) => v * v),
    );
    r.forEach((x, i) => {
      expect(convolution[i]).toBeCloseTo((Math.PI / 2) ** (d / 2) * Math.exp(-0.5 * x * x), 11);
    });
  });

  test('is undone by its inverse', () => {
    const f = r.map((x) => 1 / (1 + x ** 6) - Math.exp(-x) * Math.sin(3 * x));
    const [transformed, back] = [new Float64Array(128), new Float64Array(128)];
    forward(transformed, f);
    inverse(back, transformed);
    // To rounding where nodes are equidistant, else to what Bessel series lack of being orthogonal.
    for (let i = 0; i < 128; i++) expect(Math.abs(back[i] - f[i])).toBeLessThan(d === 2 ? 1e-7 : 1e-12);
  });
});
