import fc from 'fast-check';
import { CholeskyDecomposition, EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { multigrid } from '../../../solvers/linear/multigrid.ts';
import { grid } from '../../../src/index.ts';
import { eigenvalues, matrixOf } from '../../support/matrices.ts';
import { denseOperator, difference } from './support/dense.ts';
import { coefficients, randomField, writeFaces, writeRandom } from './support/operators.ts';

describe('the cycle', () => {
  test('is symmetric and positive definite on any grid, at any contrast', () => {
    fc.assert(
      fc.property(coefficients(10), (given) => {
        const method = multigrid(given.grid);
        writeRandom(method.operator, given);
        method.update();
        const n = given.grid.size;
        const B = matrixOf(method.cycle, n);
        expect(difference(B, B.transpose(), B)).toBeLessThan(1e-11);
        const scaled = Matrix.zeros(n, n);
        for (let i = 0; i < n; i++)
          for (let j = 0; j < n; j++)
            scaled.set(
              i,
              j,
              (B.get(i, j) + B.get(j, i)) / (2 * Math.sqrt(B.get(i, i)) * Math.sqrt(B.get(j, j))),
            );
        expect(Math.min(...new EigenvalueDecomposition(scaled).realEigenvalues)).toBeGreaterThan(-1e-12);
      }),
    );
  });

  test('its eigenvalues are near one for constant coefficients', () => {
    for (const shape of [[40], [12, 12], [9, 13], [5, 5, 5]]) {
      const box = grid(
        shape.map((n) => [0, n] as const),
        shape,
      );
      const method = multigrid(box);
      method.operator.mass.fill(1e-3);
      writeFaces(method.operator, () => 1);
      method.update();
      const L = new CholeskyDecomposition(denseOperator(method.operator)).lowerTriangularMatrix;
      const B = matrixOf(method.cycle, box.size);
      const product = L.transpose().mmul(B).mmul(L);
      const spectrum = eigenvalues(product);
      expect(Math.min(...spectrum)).toBeGreaterThan(0.4);
      expect(Math.max(...spectrum)).toBeLessThan(1.3);
    }
  });

  test('gives the same bits again, also after other coefficients', () => {
    fc.assert(
      fc.property(coefficients(), (given) => {
        const method = multigrid(given.grid);
        const b = randomField(given.grid.size, given.seed);
        const run = (seed: number): Float64Array => {
          const x = new Float64Array(b.length).fill(seed);
          writeRandom(method.operator, { ...given, seed });
          method.update();
          method.cycle(x, b);
          return x;
        };
        const first = run(1);
        run(2);
        expect(run(1)).toEqual(first);
      }),
      { numRuns: 30 },
    );
  });
});
