import fc from 'fast-check';
import { grid } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { cellAverages } from '../../../../solvers/jko/quantile/cellAverages.ts';
import { knotsOf, total } from './support/knots.ts';

describe('cell averages', () => {
  const ofSize = fc.double({ min: 0.01, max: 1, noNaN: true });
  const parcels = fc.array(fc.tuple(ofSize, fc.oneof(ofSize, fc.constant(0))), {
    minLength: 1,
    maxLength: 15,
  });
  const averages = (pieces: readonly (readonly [number, number])[], cells: number) => {
    const width = Float64Array.from(pieces, ([w]) => w);
    const mass = Float64Array.from(pieces, ([, m]) => m);
    const g = grid([[-0.5, -0.5 + total(width)]], [cells]);
    const knots = knotsOf(width, -0.5);
    knots[width.length] = g.axes[0].upper;
    const out = new Float64Array(cells);
    cellAverages(out, mass, width, knots, g);
    return { width, mass, knots, h: g.cellVolume, out };
  };

  test('are integrals of a density that is linear on parcels, between its neighbours', () => {
    fc.assert(
      fc.property(parcels, fc.integer({ min: 1, max: 12 }), (pieces, cells) => {
        const { width, mass, knots, h, out } = averages(pieces, cells);
        const p = mass.map((m, k) => m / width[k]);
        const middle = width.map((w, k) => knots[k] + 0.5 * w);
        const slope = p.map((_, k) => {
          if (k === 0 || k === p.length - 1) return 0;
          const a = (p[k] - p[k - 1]) / (middle[k] - middle[k - 1]);
          const b = (p[k + 1] - p[k]) / (middle[k + 1] - middle[k]);
          return a * b > 0 ? Math.sign(a) * Math.min(Math.abs(a), Math.abs(b)) : 0;
        });
        for (let i = 0; i < cells; i++) {
          let expected = 0;
          for (let k = 0; k < p.length; k++) {
            const from = Math.max(knots[k], -0.5 + i * h);
            const to = Math.min(knots[k + 1], -0.5 + (i + 1) * h);
            if (to > from) expected += (to - from) * (p[k] + slope[k] * (0.5 * (from + to) - middle[k]));
          }
          expect(out[i] * h).toBeCloseTo(expected, 11);
          expect(out[i]).toBeGreaterThanOrEqual(0);
          expect(out[i]).toBeLessThanOrEqual(Math.max(...p) * (1 + 1e-12));
        }
        expect(Math.abs(total(out) * h - total(mass))).toBeLessThan(1e-14 * (1 + total(mass)));
      }),
    );
  });

  test('are those of the parcels where their ends are ends of cells', () => {
    const { out, h } = averages(
      [
        [0.25, 0.1],
        [0.125, 0.7],
        [0.375, 0.2],
        [0.25, 0.3],
      ],
      8,
    );
    const masses = [0.05, 0.05, 0.7, 0.2 / 3, 0.2 / 3, 0.2 / 3, 0.15, 0.15];
    // The third parcel lies between higher ones, the second above both its neighbours: no slope in either.
    masses.forEach((m, i) => {
      expect(out[i] * h).toBeCloseTo(m, 14);
    });
  });
});
