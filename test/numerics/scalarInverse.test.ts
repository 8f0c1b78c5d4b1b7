import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scalarInverse } from '../../src/numerics/scalarInverse.ts';

interface Case {
  readonly f: (p: number) => number;
  readonly df: (p: number) => number;
  /** Decades of p, on either side of one, within which f(p) is an ordinary number. */
  readonly decades: number;
}

const unbounded: Readonly<Record<string, Case>> = {
  logarithm: { f: (p) => Math.log(p) + 1, df: (p) => 1 / p, decades: 150 },
  'logarithm + line': { f: (p) => Math.log(p) + 1 + 2 * p, df: (p) => 1 / p + 2, decades: 150 },
  square: { f: (p) => 1.5 * p * p, df: (p) => 3 * p, decades: 150 },
  'ninth power': { f: (p) => p ** 9, df: (p) => 9 * p ** 8, decades: 30 },
  'tenth root': { f: (p) => p ** 0.1, df: (p) => 0.1 * p ** -0.9, decades: 150 },
  'minus the inverse root': { f: (p) => -(p ** -0.5), df: (p) => 0.5 * p ** -1.5, decades: 150 },
  'line minus inverse root': { f: (p) => p - p ** -0.5, df: (p) => 1 + 0.5 * p ** -1.5, decades: 150 },
  'logarithm + square + ninth power': {
    f: (p) => Math.log(p) + p * p + p ** 9,
    df: (p) => 1 / p + 2 * p + 9 * p ** 8,
    decades: 30,
  },
};

describe.each(Object.entries(unbounded))('%s on [0, ∞)', (_, { f, df, decades }) => {
  test('is inverted to rounding, from any start, in at most 70 evaluations', () => {
    const exponent = fc.double({ min: -decades, max: decades, noNaN: true });
    fc.assert(
      fc.property(exponent, exponent, (e, start) => {
        const p = 10 ** e;
        const y = f(p);
        let evaluations = 0;
        const counted = (q: number) => {
          evaluations++;
          return f(q);
        };
        const found = scalarInverse(counted, df, y, 0, Infinity, 10 ** start);
        // log p is known to the rounding of y, and the answer carries the rounding of log p.
        const conditioning = 1 + Math.abs(Math.log(p)) + Math.abs(y) / (p * df(p));
        expect(Math.abs(found / p - 1)).toBeLessThan(4e-15 * conditioning);
        expect(evaluations).toBeLessThanOrEqual(70);
      }),
    );
  });
});

describe('on bounded intervals', () => {
  const logit = (p: number) => Math.log(p) - Math.log1p(-p);
  const slope = (p: number) => 1 / (p * (1 - p));

  test('a function that is infinite at both ends is inverted between them', () => {
    fc.assert(
      fc.property(fc.double({ min: -600, max: 30, noNaN: true }), (y) => {
        const p = scalarInverse(logit, slope, y, 0, 1);
        const exact = 1 / (1 + Math.exp(-y));
        expect(Math.abs(p - exact)).toBeLessThan(4e-15 * exact * (1 + Math.abs(y)));
      }),
    );
    expect(scalarInverse(logit, slope, 100, 0, 1)).toBeCloseTo(1, 15);
  });

  test('beyond the range the end point is returned, exactly', () => {
    const f = (p: number) => 2 * p;
    expect(scalarInverse(f, () => 2, 0.1, 0.25, 3)).toBe(0.25);
    expect(scalarInverse(f, () => 2, 0.5, 0.25, 3)).toBe(0.25);
    expect(scalarInverse(f, () => 2, 6, 0.25, 3)).toBe(3);
    expect(scalarInverse(f, () => 2, 1e9, 0.25, 3)).toBe(3);
  });

  test('just inside the lower bound nothing is lost', () => {
    for (const d of [1e-15, 1e-12, 2.75e-6, 0.1, 2])
      expect(
        scalarInverse(
          (p) => p,
          () => 1,
          0.25 + d,
          0.25,
          3,
        ),
      ).toBeCloseTo(0.25 + d, 15);
  });
});

test('beyond the range of doubles the answer is 0 or Infinity', () => {
  expect(scalarInverse(Math.log, (p) => 1 / p, 1000, 0, Infinity)).toBe(Infinity);
  expect(scalarInverse(Math.log, (p) => 1 / p, -1000, 0, Infinity)).toBe(0);
  expect(
    scalarInverse(
      (p) => -1 / p,
      (p) => 1 / p ** 2,
      1,
      0,
      Infinity,
    ),
  ).toBe(Infinity);
});

test('a jump of f is bracketed', () => {
  const step = (p: number) => (p < Math.PI ? 0 : 2);
  expect(scalarInverse(step, () => 0, 1, 0, Infinity)).toBeCloseTo(Math.PI, 13);
});
