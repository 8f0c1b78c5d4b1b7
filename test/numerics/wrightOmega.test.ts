import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wrightOmega } from '../../src/numerics/wrightOmega.ts';

describe('wrightOmega', () => {
  test('inverts ω + log ω, over all decades', () => {
    fc.assert(
      fc.property(fc.double({ min: -17, max: 300, noNaN: true }), (e) => {
        const omega = 10 ** e;
        const z = omega + Math.log(omega);
        // dω/ω = dz/(1 + ω), and z is known to its rounding.
        const conditioning = 1 + (Math.abs(Math.log(omega)) + omega) / (1 + omega);
        expect(Math.abs(wrightOmega(z) / omega - 1)).toBeLessThan(4.5e-16 * conditioning);
      }),
      { numRuns: 1000 },
    );
  });

  test('known values: ω(0) is the omega constant, ω(1) = 1, ω(1 + e) = e', () => {
    // OEIS A030178.
    expect(wrightOmega(0)).toBeCloseTo(0.5671432904097838, 16);
    expect(wrightOmega(1)).toBe(1);
    expect(wrightOmega(1 + Math.E)).toBeCloseTo(Math.E, 15);
  });

  test('is e^z far to the left and z far to the right', () => {
    expect(wrightOmega(-50)).toBe(Math.exp(-50));
    expect(wrightOmega(-745)).toBe(5e-324);
    expect(wrightOmega(-1000)).toBe(0);
    expect(wrightOmega(-Infinity)).toBe(0);
    expect(wrightOmega(1e300)).toBe(1e300);
    expect(wrightOmega(Infinity)).toBe(Infinity);
    expect(wrightOmega(Number.NaN)).toBeNaN();
  });

  test('is increasing across the seams of its starting values', () => {
    for (const seam of [-40, -2, 1, 1e30]) {
      const step = Math.max(1e-9, Math.abs(seam) * 1e-9);
      let previous = wrightOmega(seam - 5 * step);
      for (let k = -4; k <= 5; k++) {
        const next = wrightOmega(seam + k * step);
        expect(next).toBeGreaterThan(previous);
        previous = next;
      }
    }
  });
});
