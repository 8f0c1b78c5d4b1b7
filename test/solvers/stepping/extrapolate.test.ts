import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extrapolate } from '../../../solvers/stepping/extrapolate.ts';

const sum = (p: Float64Array) => p.reduce((s, x) => s + x, 0);

/** Two densities of the same mass in [0, upper], vacuum among them. */
const pairs = (upper: number) =>
  fc
    .array(fc.tuple(fc.double({ min: 0, max: 1 }), fc.double({ min: 0, max: 1 })), {
      minLength: 2,
      maxLength: 30,
    })
    .filter((cells) => cells.some(([a]) => a > 0) && cells.some(([, b]) => b > 0))
    .map((cells) => {
      const of = (k: 0 | 1): Float64Array => {
        const p = Float64Array.from(cells, (c) => c[k]);
        const scale = (0.9 * upper) / cells.length / sum(p);
        return p.map((x) => x * scale);
      };
      return { fine: of(0), coarse: of(1) };
    })
    .filter(({ fine, coarse }) => [...fine, ...coarse].every(Number.isFinite));

const free = { lower: 0, ceiling: null };

describe('extrapolated ends', () => {
  test('keep mass and bounds, whatever the two ends', () => {
    for (const upper of [1, null])
      fc.assert(
        fc.property(pairs(1), ({ fine, coarse }) => {
          const out = new Float64Array(fine.length);
          extrapolate(
            out,
            fine,
            coarse,
            upper === null ? free : { lower: 0, ceiling: new Float64Array(fine.length).fill(upper) },
          );
          expect(sum(out)).toBeCloseTo(sum(fine), 14);
          for (let i = 0; i < out.length; i++) {
            expect(out[i]).toBeGreaterThanOrEqual(0.25 * fine[i] * (1 - 1e-12));
            expect(out[i]).toBeLessThan(upper ?? Infinity);
          }
        }),
      );
  });

  test('are 2 fine − coarse where that stays away from the bounds', () => {
    const fine = Float64Array.of(1, 2, 3, 2);
    const coarse = Float64Array.of(1.5, 2.25, 2.5, 1.75);
    const out = new Float64Array(4);
    extrapolate(out, fine, coarse, free);
    expect([...out]).toEqual([0.5, 1.75, 3.5, 2.25]);
  });

  test('cut what would be negative, and take as much from the rest of the difference', () => {
    const fine = Float64Array.of(1, 4, 3);
    const coarse = Float64Array.of(3, 3, 2);
    const out = new Float64Array(3);
    extrapolate(out, fine, coarse, free);
    // d = (−2, 1, 1), cut to (−3/4, 1, 1) and scaled to (−3/4, 3/8, 3/8).
    expect([...out]).toEqual([0.25, 4.375, 3.375]);
  });

  test('may be written over the coarse end', () => {
    const fine = Float64Array.of(1, 4, 3);
    const coarse = Float64Array.of(3, 3, 2);
    extrapolate(coarse, fine, coarse, free);
    expect([...coarse]).toEqual([0.25, 4.375, 3.375]);
  });
});
