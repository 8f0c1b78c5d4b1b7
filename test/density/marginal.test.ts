import fc from 'fast-check';
import { ArgumentError, density, grid, marginal } from 'ottoflow';
import { densities, grids } from 'ottoflow/testing';
import { expect, test } from 'vitest';

test('is the sum over all cells above a cell, times their widths; mass is kept', () => {
  const cases = grids({ maxCells: 5 }).chain((on) =>
    fc.tuple(densities(on), fc.integer({ min: 1, max: on.dimension })),
  );
  fc.assert(
    fc.property(cases, ([P, dimension]) => {
      const p = marginal(P, dimension);
      expect(p.grid.axes).toEqual(P.grid.axes.slice(0, dimension));
      expect(Math.abs(p.mass / P.mass - 1)).toBeLessThan(1e-13);
      const widths = P.grid.axes.slice(dimension).map(({ spacing }) => spacing);
      for (let j = 0; j < p.grid.size; j++) {
        const at = String(p.grid.centre(j));
        const above = [...P.values].filter((_, i) => String(P.grid.centre(i).slice(0, dimension)) === at);
        const sum = widths.reduce(
          (s, h) => s * h,
          above.reduce((s, v) => s + v, 0),
        );
        expect(Math.abs(p.values[j] - sum)).toBeLessThanOrEqual(1e-13 * sum);
      }
    }),
  );
});

test('along all axes is the density itself; along more there is none', () => {
  const p = density(grid([[0, 1]], [4]), [1, 2, 3, 4]);
  expect(marginal(p, 1)).toBe(p);
  expect(() => marginal(p, 2)).toThrow(ArgumentError);
  expect(() => marginal(p, 0)).toThrow(/dimension is 0; allowed: an integer in \[1, 1\]/);
});
