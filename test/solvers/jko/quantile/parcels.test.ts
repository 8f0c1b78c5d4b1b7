import fc from 'fast-check';
import { density, grid, indicator } from 'ottoflow';
import { densities, grids } from 'ottoflow/testing';
import { describe, expect, test } from 'vitest';
import { cellAverages } from '../../../../solvers/jko/quantile/cellAverages.ts';
import { parcelsOf } from '../../../../solvers/jko/quantile/parcels.ts';
import { knotsOf, total } from './support/knots.ts';

describe('parcels', () => {
  test('have the density of the cells, fill the box and hold the mass', () => {
    const cases = grids({ dimensions: [1], periodic: false, maxCells: 20 }).chain((g) =>
      fc.tuple(densities(g), fc.integer({ min: 8, max: 300 })),
    );
    fc.assert(
      fc.property(cases, ([p, wanted]) => {
        const { lower, upper } = p.grid.axes[0];
        const { mass, width } = parcelsOf(p, wanted);
        expect(mass.length).toBe(width.length);
        const largest = Math.max(...p.values);
        if (p.values.every((v) => v === 0 || v > 1e-4 * largest))
          expect(mass.length).toBeGreaterThanOrEqual(wanted);
        expect(Math.min(...width)).toBeGreaterThan(0);
        expect(Math.min(...mass)).toBeGreaterThan(0.99e-12 * p.mass);
        expect(Math.abs(total(mass) - p.mass)).toBeLessThan(1e-14 * p.mass);
        expect(Math.abs(total(width) - (upper - lower))).toBeLessThan(1e-13 * (upper - lower));
        // Only what is next to empty is changed, and by next to nothing.
        const back = new Float64Array(p.grid.size);
        cellAverages(back, mass, width, knotsOf(width, lower), p.grid);
        for (let i = 0; i < back.length; i++)
          expect(Math.abs(back[i] - p.values[i]) * p.grid.cellVolume).toBeLessThan(3e-11 * p.mass);
      }),
      { numRuns: 200 },
    );
  });

  test('are mirrored with the density', () => {
    const g = grid([[-1, 1]], [24]);
    const p = density(g, (x) => (x > -0.5 ? Math.exp(3 * x) : 0));
    const q = density(g, p.values.toReversed());
    const [a, b] = [parcelsOf(p, 100), parcelsOf(q, 100)];
    expect(b.width.toReversed()).toEqual(a.width);
    b.mass.toReversed().forEach((m, k) => {
      expect(Math.abs(m - a.mass[k])).toBeLessThan(1e-15);
    });
  });

  test('shrink towards the edges of a support', () => {
    const { mass } = parcelsOf(indicator(grid([[0, 1]], [10]), [[0.3, 0.6]]), 60);
    const inside = mass.filter((m) => m > 1e-11);
    const largest = Math.max(...inside);
    expect(inside[0]).toBeLessThan(1e-3 * largest);
    expect(inside[inside.length - 1]).toBeLessThan(1e-3 * largest);
    for (let k = 1; k < 10; k++) expect(inside[k]).toBeGreaterThan(inside[k - 1]);
  });
});
