import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UnknownNameError } from '../../src/errors/index.ts';
import { faceMean, faceMeanNames } from '../../src/mean/index.ts';

/** Positive numbers over this many decades on either side of one. */
const decades = (n: number) => fc.double({ min: -n, max: n, noNaN: true }).map((e) => 10 ** e);
const pairs = (n: number) => fc.tuple(decades(n), decades(n));
/** Pairs whose difference is a small part of them, down to rounding. */
const neighbours = fc
  .tuple(decades(3), fc.double({ min: -16, max: 0, noNaN: true }), fc.boolean())
  .map(([a, e, up]) => [a, a * (1 + (up ? 1 : -0.5) * 10 ** e)] as const);

// A series in s = log(a/b) that converges everywhere: the slow twins of the logarithmic mean's derivatives.
function series(term: (k: number) => number): number {
  let s = 0;
  for (let k = 0; k < 60; k++) s += term(k);
  return s;
}
const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

describe.each(faceMeanNames)('%s', (name) => {
  const mean = faceMean(name);

  test('knows its name', () => {
    expect(mean.name).toBe(name);
  });

  test('lies between its arguments, over 300 decades', () => {
    fc.assert(
      fc.property(pairs(150), ([a, b]) => {
        const theta = mean.value(a, b);
        expect(theta).toBeGreaterThanOrEqual(Math.min(a, b) * (1 - 1e-15));
        expect(theta).toBeLessThanOrEqual(Math.max(a, b) * (1 + 1e-15));
      }),
    );
  });

  test('is a itself at a = b', () => {
    fc.assert(fc.property(decades(150), (a) => Math.abs(mean.value(a, a) / a - 1) < 1e-15));
  });

  test('is symmetric to the bit', () => {
    fc.assert(fc.property(pairs(150), ([a, b]) => mean.value(a, b) === mean.value(b, a)));
  });

  test('is homogeneous of degree one', () => {
    fc.assert(
      fc.property(pairs(20), decades(20), ([a, b], c) => {
        expect(Math.abs(mean.value(c * a, c * b) / (c * mean.value(a, b)) - 1)).toBeLessThan(1e-14);
      }),
    );
  });

  test('is concave: above the chord, on every segment', () => {
    fc.assert(
      fc.property(pairs(4), pairs(4), fc.double({ min: 0, max: 1, noNaN: true }), ([a, b], [c, d], t) => {
        const chord = (1 - t) * mean.value(a, b) + t * mean.value(c, d);
        expect(mean.value((1 - t) * a + t * c, (1 - t) * b + t * d)).toBeGreaterThanOrEqual(
          chord * (1 - 1e-14),
        );
      }),
    );
  });

  test('is finite and nonnegative where one or both neighbours are empty', () => {
    for (const [a, b] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [0, 1e-300],
      [5e-324, 5e-324],
    ])
      expect(mean.value(a, b)).toBe(name === 'arithmetic' ? 0.5 * (a + b) : a === b ? a : 0);
  });

  test('has the derivatives that differences give', () => {
    fc.assert(
      fc.property(pairs(3), ([a, b]) => {
        const h = 1e-3 * a;
        const slope = (f: (x: number) => number, x: number, dx: number) =>
          (8 * (f(x + dx) - f(x - dx)) - (f(x + 2 * dx) - f(x - 2 * dx))) / (12 * dx);
        const first = slope((x) => mean.value(x, b), a, h);
        const cross = slope((y) => mean.slope(a, y), b, 1e-3 * b);
        expect(Math.abs(mean.slope(a, b) - first)).toBeLessThan(1e-9 * (first + mean.value(a, b) / a));
        expect(Math.abs(mean.cross(a, b) - cross)).toBeLessThan(1e-9 * (cross + mean.slope(a, b) / b));
      }),
    );
  });

  test('satisfies the identities of Euler: θ = a θ₁ + b θ₂, and θ₁₁ a + θ₁₂ b = 0 for its derivative', () => {
    const check = ([a, b]: readonly [number, number]) => {
      const euler = a * mean.slope(a, b) + b * mean.slope(b, a);
      expect(Math.abs(euler / mean.value(a, b) - 1)).toBeLessThan(1e-14);
      const h = 1e-3 * a;
      const second =
        (8 * (mean.slope(a + h, b) - mean.slope(a - h, b)) -
          mean.slope(a + 2 * h, b) +
          mean.slope(a - 2 * h, b)) /
        (12 * h);
      expect(Math.abs(a * second + b * mean.cross(a, b))).toBeLessThan(1e-9 * (1 + mean.slope(a, b)));
      expect(mean.cross(a, b)).toBeGreaterThanOrEqual(0);
    };
    fc.assert(fc.property(pairs(3), check));
    fc.assert(fc.property(neighbours, check));
  });
});

test('harmonic ≤ geometric ≤ logarithmic ≤ arithmetic', () => {
  const means = (['harmonic', 'geometric', 'logarithmic', 'arithmetic'] as const).map(faceMean);
  const ordered = ([a, b]: readonly [number, number]) => {
    const values = means.map((m) => m.value(a, b));
    for (let k = 1; k < values.length; k++)
      expect(values[k - 1]).toBeLessThanOrEqual(values[k] * (1 + 1e-15));
  };
  fc.assert(fc.property(pairs(150), ordered));
  fc.assert(fc.property(neighbours, ordered));
});

describe('the logarithmic mean', () => {
  const mean = faceMean('logarithmic');

  test('makes θ (log a − log b) = a − b', () => {
    fc.assert(
      fc.property(pairs(100), ([a, b]) => {
        fc.pre(Math.abs(Math.log(a / b)) > 0.1);
        expect(Math.abs((mean.value(a, b) * (Math.log(a) - Math.log(b))) / (a - b) - 1)).toBeLessThan(1e-13);
      }),
    );
  });

  test('does not overflow where the quotient does', () => {
    expect(mean.value(1e300, 1e-300)).toBeCloseTo(1e300 / (600 * Math.LN10), -285);
    expect(mean.value(1e-300, 1e300) / (1e300 / (600 * Math.LN10))).toBeCloseTo(1, 14);
  });

  test('and its derivatives have full relative accuracy near a = b', () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (s) => {
        const [a, b] = [Math.exp(s / 2), Math.exp(-s / 2)];
        const value = series((k) => (s / 2) ** (2 * k) / factorial(2 * k + 1));
        expect(Math.abs(mean.value(a, b) / value - 1)).toBeLessThan(4e-15);
        const cross = series((k) => (4 * (k + 1) * s ** (2 * k)) / (4 ** (k + 1) * factorial(2 * k + 3)));
        expect(Math.abs(mean.cross(a, b) / cross - 1)).toBeLessThan(2e-14);
        if (Math.abs(s) < 2) {
          const slope = series((k) => (-s) ** k / factorial(k + 2));
          expect(Math.abs(mean.slope(a, b) / slope - 1)).toBeLessThan(4e-15);
        }
      }),
    );
  });
});

test('an unknown mean is refused with the nearest names', () => {
  // @ts-expect-error the name is misspelt
  const make = () => faceMean('aritmetic');
  expect(make).toThrow(UnknownNameError);
  expect(make).toThrow('no face mean is called "aritmetic"; did you mean arithmetic?');
});
