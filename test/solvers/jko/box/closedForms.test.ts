import { type Energy, type Grid, grid, l1Distance, orderOfConvergence } from 'ottoflow';
import { barenblattFlow, type ClosedForm, gaussianFlow } from 'ottoflow/problems';
import { checkOrder } from 'ottoflow/testing';
import { describe, expect, test } from 'vitest';
import { jko } from '../../../../solvers/jko/index.ts';

const cube = (dimension: number, halfWidth: number, cells: number): Grid =>
  grid(
    Array.from({ length: dimension }, () => [-halfWidth, halfWidth] as const),
    new Array<number>(dimension).fill(cells),
  );

/** The L¹ distance between one step and the exact JKO iterate, by intervals of inner time. */
function error(exact: ClosedForm<Energy>, timeStep: number, innerIntervals: number): number {
  const solver = jko({ timeStep, innerIntervals, tolerance: 1e-10 });
  const step = solver.step(solver.init(exact.flow), exact.flow, Infinity);
  expect(step.status).toBe('converged');
  return l1Distance(step.density, exact.jkoIterate(1, timeStep));
}

describe('Gaussians under entropy, one step against the exact iterate', () => {
  const forces: Readonly<Record<string, { confinement?: number; attraction?: number }>> = {
    'no force': {},
    'a quadratic potential': { confinement: 3 },
    'a quadratic attraction': { attraction: 2 },
  };
  for (const [name, force] of Object.entries(forces))
    for (const [dimension, sizes] of [
      [1, [40, 80, 160]],
      [2, [24, 48, 96]],
    ] as const)
      test(`${name}, ${dimension} dimensions: second order in space`, () => {
        const mean = [0.1, -0.05].slice(0, dimension);
        const exact = (cells: number) => {
          const options = { grid: cube(dimension, 3, cells), mean, deviation: 0.5, ...force };
          return gaussianFlow(options);
        };
        // So many intervals that space is all of the error.
        const found = orderOfConvergence(
          sizes.map((n) => 6 / n),
          (h) => error(exact(Math.round(6 / h)), 0.01, 3),
        );
        checkOrder(found, 2, 0.2);
      });

  test('two dimensions: second order in intervals of inner time', () => {
    const exact = gaussianFlow({ grid: cube(2, 2.5, 24), mean: [0.1, -0.05], deviation: 0.5 });
    const ends = [1, 2, 4, 8].map((innerIntervals) => {
      const solver = jko({ timeStep: 0.05, innerIntervals, tolerance: 1e-12 });
      const step = solver.step(solver.init(exact.flow), exact.flow, Infinity);
      expect(step.status).toBe('converged');
      return step.density;
    });
    const found = orderOfConvergence([1, 1 / 2, 1 / 4], (s) =>
      l1Distance(ends[-Math.log2(s)], ends[1 - Math.log2(s)]),
    );
    checkOrder(found, 2, 0.15);
  });

  test('three dimensions: errors fall fourfold as cells are halved', () => {
    const exact = (cells: number) =>
      gaussianFlow({ grid: cube(3, 2.5, cells), mean: [0, 0, 0], deviation: 0.5 });
    const found = orderOfConvergence([5 / 10, 5 / 20], (h) => error(exact(Math.round(5 / h)), 0.01, 1));
    expect(found.order).toBeGreaterThan(1.7);
  });
});

describe('Barenblatt profiles, free boundary and all, one step against the exact iterate', () => {
  for (const exponent of [2, 3])
    for (const [dimension, sizes] of [
      [1, [50, 100, 200]],
      [2, [20, 40, 80]],
      [3, [8, 16]],
    ] as const)
      test(`m = ${exponent}, ${dimension} dimensions: errors fall as the grid is refined`, () => {
        const found = orderOfConvergence(
          sizes.map((n) => 1 / n),
          (h) => {
            const exact = barenblattFlow({
              grid: cube(dimension, 1, Math.round(1 / h)),
              exponent,
              centre: new Array<number>(dimension).fill(0),
              radius: 0.6,
            });
            return error(exact, 2e-4, 1);
          },
        );
        // The profile has a kink (m = 2) or a root (m = 3) at its edge; a single interval leaves an error of its own.
        expect(found.order).toBeGreaterThan(exponent === 2 || dimension === 1 ? 1 : 0.2);
        for (let k = 1; k < found.errors.length; k++)
          expect(found.errors[k]).toBeLessThan(found.errors[k - 1]);
      });
});
