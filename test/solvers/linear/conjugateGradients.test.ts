import fc from 'fast-check';
import { Matrix, solve as solveDense } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { conjugateGradients } from '../../../solvers/linear/conjugateGradients.ts';
import { type Multigrid, multigrid } from '../../../solvers/linear/multigrid.ts';
import { grid } from '../../../src/index.ts';
import { unitBox } from '../../support/boxes.ts';
import { denseOperator } from './support/dense.ts';
import { apply, coefficients, randomField, writeFaces, writeRandom } from './support/operators.ts';

/** Iterations to 1e-8 with the right-hand side mass · noise. */
function iterations(method: Multigrid): number {
  const { operator } = method;
  method.update();
  const n = operator.mass.length;
  const noise = randomField(n, 7);
  const b = operator.mass.map((m, i) => m * noise[i]);
  const system = {
    apply: apply(operator),
    precondition: method.cycle,
    weight: operator.mass.map((m) => 1 / m),
  };
  const { iterations, residual } = conjugateGradients(n).solve(new Float64Array(n), b, system, 1e-8, 100);
  expect(residual).toBeLessThanOrEqual(1e-8);
  return iterations;
}

/** mass p and faces p τ/h² with arithmetic means, for a density on the unit box. */
function densityProblem(shape: readonly number[], time: number, p: (x: number[]) => number): Multigrid {
  const box = unitBox(shape);
  const method = multigrid(box);
  const values = Float64Array.from({ length: box.size }, (_, i) => p(box.centre(i)));
  method.operator.mass.set(values);
  writeFaces(method.operator, (i, j, h) => (0.5 * (values[i] + values[j]) * time) / (h * h));
  if (shape.length === 1) method.operator.faces[0].fill(0);
  return method;
}

describe('conjugate gradients with the cycle', () => {
  test('solve what a dense solver does', () => {
    fc.assert(
      fc.property(coefficients(4), (given) => {
        const method = multigrid(given.grid);
        writeRandom(method.operator, given);
        method.update();
        const n = given.grid.size;
        const b = randomField(n, given.seed);
        const expected = solveDense(denseOperator(method.operator), Matrix.columnVector([...b])).to1DArray();
        const x = new Float64Array(n);
        const system = {
          apply: apply(method.operator),
          precondition: method.cycle,
          weight: new Float64Array(n).fill(1),
        };
        expect(conjugateGradients(n).solve(x, b, system, 1e-13, 400).residual).toBeLessThan(1e-12);
        const largest = Math.max(...expected.map(Math.abs));
        for (let i = 0; i < n; i++) expect(Math.abs(x[i] - expected[i])).toBeLessThan(1e-7 * largest);
      }),
    );
  });

  test.each([1e-5, 1e-3, 1, 100])('constant coefficients: 12 iterations on every grid, τ = %d', (time) => {
    for (const shape of [[1000], [64, 64], [256, 256], [101, 57], [512, 512], [16, 16, 16], [48, 48, 48]])
      expect(iterations(densityProblem(shape, time, () => 1))).toBeLessThanOrEqual(12);
  });

  test.each([1e-4, 1e-8, 1e-12])(
    'a disc that holds all but %d of the density: no more on finer grids',
    (least) => {
      const disc = (x: number[]): number =>
        Math.hypot(...x.map((v) => v - 0.47)) < 0.3 ? 1 + 0.5 * Math.sin(5 * x[0]) : least;
      for (const time of [1e-4, 1e-3, 1e-1])
        for (const shape of [[500], [64, 64], [256, 256], [101, 157], [32, 32, 32]])
          expect(iterations(densityProblem(shape, time, disc))).toBeLessThanOrEqual(25);
    },
  );

  test('cells much longer than wide', () => {
    for (const stretch of [1.3, 2, 3, 10, 100]) {
      const box = grid(
        [
          [0, 1],
          [0, stretch],
        ],
        [64, 64],
      );
      const method = multigrid(box);
      method.operator.mass.fill(1);
      writeFaces(method.operator, (_i, _j, h) => 1e-2 / (h * h));
      expect(iterations(method)).toBeLessThanOrEqual(15);
    }
  });
});
