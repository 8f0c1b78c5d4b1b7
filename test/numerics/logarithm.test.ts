import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bitsOf, logarithm } from '../../src/numerics/logarithm.ts';

const at = (x: number): number => {
  const field = new Float64Array([Number.NaN, x]);
  return logarithm(field, bitsOf(field), 1);
};

/** What the result may be off by: a rounding or two of its own size, and one of numbers around 1. */
const allowed = (log: number): number => 1.5 * 2 ** -52 * Math.abs(log) + 2e-16;

describe('the logarithm of loops', () => {
  test('is Math.log, of every double > 0', () => {
    fc.assert(
      fc.property(fc.double({ min: Number.MIN_VALUE, noNaN: true }), (x) => {
        expect(Math.abs(at(x) - Math.log(x)) <= allowed(Math.log(x)) || at(x) === Math.log(x)).toBe(true);
      }),
      { numRuns: 20000 },
    );
  });

  test('on both sides of every interval of its table, and of every power of 2', () => {
    for (let k = -1022; k < 1024; k++)
      for (let j = 0; j < 256; j += k === 0 || k === -1 ? 1 : 17) {
        const edge = 2 ** k * (1 + j / 256);
        for (const x of [edge * (1 - 2 ** -53), edge, edge * (1 + 2 ** -52)])
          if (x < Infinity) expect(Math.abs(at(x) - Math.log(x))).toBeLessThanOrEqual(allowed(Math.log(x)));
      }
  });

  test('keeps its digits near 1, where it is small', () => {
    for (let k = 1; k <= 53; k++)
      for (const x of [1 + 2 ** -k, 1 - 2 ** -k])
        if (x !== 1 && Math.abs(x - 1) < 1 / 256)
          expect(Math.abs(at(x) / Math.log1p(x - 1) - 1)).toBeLessThanOrEqual(2 ** -51);
    expect(at(1)).toBe(0);
  });

  test('takes what is no normal number > 0 as Math.log does', () => {
    for (const x of [0, -0, 5e-324, 1e-310, -1, -Infinity, Infinity, Number.NaN])
      expect(at(x)).toBe(Math.log(x));
  });

  test('reads a part of an array', () => {
    const whole = Float64Array.of(1, 2, 3, 4);
    const part = whole.subarray(2);
    expect(logarithm(part, bitsOf(part), 1)).toBeCloseTo(Math.log(4), 15);
  });
});
