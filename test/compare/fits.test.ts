import fc from 'fast-check';
import { inverse, Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { ArgumentError, decayRate, lineFit, orderOfConvergence } from '../../src/index.ts';

describe('lineFit', () => {
  test('agrees with the normal equations', () => {
    const values = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 4, maxLength: 12 });
    fc.assert(
      fc.property(values, (y) => {
        const x = y.map((_, i) => 3 + 0.5 * i);
        const { slope, intercept, standardError } = lineFit(x, y);
        const design = new Matrix(x.map((v) => [1, v]));
        const covariance = inverse(design.transpose().mmul(design));
        const [a, b] = covariance.mmul(design.transpose()).mmul(Matrix.columnVector(y)).to1DArray();
        const scatter = x.reduce((s, v, i) => s + (y[i] - a - b * v) ** 2, 0) / (x.length - 2);
        expect(slope).toBeCloseTo(b, 8);
        expect(intercept).toBeCloseTo(a, 8);
        expect(standardError).toBeCloseTo(Math.sqrt(scatter * covariance.get(1, 1)), 6);
      }),
    );
  });

  test('stays exact far from the origin', () => {
    const x = [1e8, 1e8 + 1, 1e8 + 2];
    expect(lineFit(x, [5, 7, 9]).slope).toBeCloseTo(2, 12);
  });
});

describe('decayRate', () => {
  const times = Array.from({ length: 301 }, (_, k) => k * 1e-3);

  test('finds the rate of an exponential, to rounding', () => {
    const fit = decayRate(
      times,
      times.map((t) => 3 * Math.exp(-19.739 * t)),
      [0.2, 0.3],
    );
    expect(fit.rate).toBeCloseTo(19.739, 10);
    expect(fit.standardError).toBeLessThan(1e-9);
    expect(fit.points).toBe(101);
    expect(fit.window).toEqual([0.2, 0.3]);
  });

  test('the window matters where two exponentials decay', () => {
    const values = times.map((t) => Math.exp(-20 * t) + Math.exp(-80 * t));
    const [early, late] = [decayRate(times, values, [0, 0.05]), decayRate(times, values, [0.2, 0.3])];
    // A fitted rate lies between the smallest and the largest rate on its window.
    const rateAt = (t: number): number => (20 + 80 * Math.exp(-60 * t)) / (1 + Math.exp(-60 * t));
    expect(early.rate).toBeGreaterThan(rateAt(0.05));
    expect(early.rate).toBeLessThan(rateAt(0));
    expect(late.rate).toBeCloseTo(20, 2);
    expect(early.standardError).toBeGreaterThan(100 * late.standardError);
  });

  test('refuses noise, empty windows and arrays that do not fit', () => {
    expect(() => decayRate([0, 1, 2], [1, 0, 1], [0, 2])).toThrow(/values\[1\] is 0/);
    expect(() => decayRate([0, 1, 2], [1, 1, 1], [0.5, 1.5])).toThrow(ArgumentError);
    expect(() => decayRate([0, 1, 2], [1, 1], [0, 2])).toThrow(ArgumentError);
    expect(() => decayRate([0, 1, 2], [1, 1, 1], [2, 0])).toThrow(/from < to/);
  });
});

describe('orderOfConvergence', () => {
  test('measures the errors itself where it is told how, at any ratio of sizes', () => {
    const sizes = [1, 0.5, 0.3, 0.1];
    const found = orderOfConvergence(sizes, (h) => 3 * h * h);
    expect(found).toEqual(
      orderOfConvergence(
        sizes,
        sizes.map((h) => 3 * h * h),
      ),
    );
    expect(found.order).toBeCloseTo(2, 12);
    expect(found.errors[1]).toBe(0.75);
  });

  test('finds the order of a power, and pairwise orders of what is not one', () => {
    const steps = [0.1, 0.05, 0.025, 0.0125];
    const exact = orderOfConvergence(
      steps,
      steps.map((h) => 7 * h ** 2),
    );
    expect(exact.order).toBeCloseTo(2, 12);
    expect(exact.standardError).toBeLessThan(1e-12);
    expect(exact.orders).toHaveLength(3);
    const mixed = orderOfConvergence(
      steps,
      steps.map((h) => h + h ** 2),
    );
    expect(mixed.orders[2]).toBeCloseTo(Math.log2((0.025 + 0.025 ** 2) / (0.0125 + 0.0125 ** 2)), 12);
    expect(mixed.standardError).toBeGreaterThan(1e-4);
  });

  test('two steps have no scatter', () => {
    expect(orderOfConvergence([1, 0.5], [4, 1])).toEqual({
      sizes: [1, 0.5],
      errors: [4, 1],
      order: expect.closeTo(2, 12),
      standardError: null,
      orders: [2],
    });
  });

  test('refuses what is no refinement', () => {
    expect(() => orderOfConvergence([1], [1])).toThrow(ArgumentError);
    expect(() => orderOfConvergence([1, 0.5, 0.7], [1, 1, 1])).toThrow(
      'sizes is [1, 0.5, 0.7]; allowed: two or more descending numbers > 0',
    );
    expect(() => orderOfConvergence([1, 0], (h) => h)).toThrow(ArgumentError);
    expect(() => orderOfConvergence([1, 0.5], [1, 0])).toThrow('the error at size 0.5 is 0');
    expect(() => orderOfConvergence([1, 0.5], () => Number.NaN)).toThrow('the error at size 1 is NaN');
    expect(() => orderOfConvergence([1, 0.5], [1])).toThrow(/as many/);
  });
});
