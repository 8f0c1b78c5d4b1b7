import fc from 'fast-check';
import { ArgumentError, density, grid, indicator, l1Distance, largestDifference, restrict } from 'ottoflow';
import { densities, grids } from 'ottoflow/testing';
import { expect, test } from 'vitest';

/** A grid, a factor for each axis, and a density on the grid with so many times its cells. */
const cases = grids({ maxCells: 4 }).chain((coarse) =>
  fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 3 }).chain((factors) => {
    const fine = grid(
      coarse.axes.map((a) => [a.lower, a.upper] as const),
      coarse.shape.map((n, k) => n * factors[k]),
      { periodic: coarse.axes.map((a) => a.periodic) },
    );
    return densities(fine).map((p) => ({ coarse, fine, p }));
  }),
);

test('averages are those of the cells whose centres lie inside, and mass is kept', () => {
  fc.assert(
    fc.property(cases, ({ coarse, fine, p }) => {
      const q = restrict(p, coarse);
      expect(q.grid.equals(coarse)).toBe(true);
      expect(Math.abs(q.mass / p.mass - 1)).toBeLessThan(1e-13);
      for (let j = 0; j < coarse.size; j++) {
        const middle = coarse.centre(j);
        const inside = [...p.values.keys()].filter((i) =>
          fine.centre(i).every((x, k) => Math.abs(x - middle[k]) < 0.5 * coarse.axes[k].spacing),
        );
        const average = inside.reduce((s, i) => s + p.values[i], 0) / inside.length;
        expect(Math.abs(q.values[j] - average)).toBeLessThanOrEqual(1e-13 * average);
      }
    }),
  );
});

test('a density on its own grid is itself', () => {
  const p = indicator(grid([[0, 1]], [10]), [[0.2, 0.5]]);
  expect(restrict(p, grid([[0, 1]], [10]))).toBe(p);
});

test('refuses grids that are not nested, with both', () => {
  const p = density(grid([[0, 1]], [10]), () => 1);
  expect(() => restrict(p, grid([[0, 1]], [4]))).toThrow(ArgumentError);
  expect(() => restrict(p, grid([[0, 1]], [4]))).toThrow(
    'coarse is "[0, 1] in 4 cells"; allowed: a grid of the same box whose cells are blocks of those of [0, 1] in 10 cells',
  );
  for (const other of [grid([[0, 2]], [5]), grid([[0, 1]], [20]), grid([[0, 1]], [5], { periodic: [true] })])
    expect(() => restrict(p, other)).toThrow(ArgumentError);
});

test('the largest difference bounds the L¹ distance per unit of volume', () => {
  fc.assert(
    fc.property(
      grids().chain((g) => fc.tuple(densities(g), densities(g))),
      ([p, q]) => {
        const largest = Math.max(...p.values.map((v, i) => Math.abs(v - q.values[i])));
        expect(largestDifference(p, q)).toBe(largest);
        expect(l1Distance(p, q)).toBeLessThanOrEqual(largest * p.grid.volume * (1 + 1e-12));
      },
    ),
  );
});
