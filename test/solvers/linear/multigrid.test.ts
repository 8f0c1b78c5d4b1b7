import fc from 'fast-check';
import { CholeskyDecomposition, EigenvalueDecomposition, Matrix, solve as solveDense } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { coarsening, coarsenOperator } from '../../../solvers/linear/coarsen.ts';
import { conjugateGradients } from '../../../solvers/linear/conjugateGradients.ts';
import { completeDiagonal, type FaceOperator, faceOperator } from '../../../solvers/linear/faceOperator.ts';
import { type Multigrid, multigrid } from '../../../solvers/linear/multigrid.ts';
import { relax, relaxFromZero, residualFromZero } from '../../../solvers/linear/relax.ts';
import { residual } from '../../../solvers/linear/residual.ts';
import { latticeAxes, rowsOf } from '../../../solvers/linear/rows.ts';
import { transfer } from '../../../solvers/linear/transfer.ts';
import { type Grid, grid } from '../../../src/index.ts';
import { denseOperator, difference, matrixOf } from './support/dense.ts';
import { type Coefficients, coefficients, uniforms, writeFaces, writeRandom } from './support/operators.ts';

function randomOperator(given: Coefficients): FaceOperator {
  const operator = faceOperator(rowsOf(latticeAxes(given.grid)));
  writeRandom(operator, given);
  completeDiagonal(operator);
  return operator;
}

function randomField(n: number, seed: number): Float64Array {
  const random = uniforms(seed + 1);
  return Float64Array.from({ length: n }, () => random() - 0.5);
}

/** A x as b − (b − A x) with b = 0. */
function apply(a: FaceOperator): (out: Float64Array, x: Float64Array) => void {
  const zero = new Float64Array(a.mass.length);
  return (out, x) => {
    residual(out, x, zero, a);
    for (let i = 0; i < out.length; i++) out[i] = -out[i];
  };
}

describe('kernels against dense matrices', () => {
  test('residuals are b − A x, and the diagonal is that of A', () => {
    fc.assert(
      fc.property(coefficients(), (given) => {
        const a = randomOperator(given);
        const dense = denseOperator(a);
        expect(difference(matrixOf(apply(a), given.grid.size), dense, dense)).toBeLessThan(1e-14);
        for (let i = 0; i < a.mass.length; i++)
          expect(a.diagonal[i]).toBeCloseTo(dense.get(i, i), 12 + Math.ceil(-Math.log10(a.diagonal[i])));
        const b = randomField(given.grid.size, given.seed);
        const r = new Float64Array(b.length);
        residual(r, new Float64Array(b.length), b, a);
        expect(r).toEqual(b);
      }),
    );
  });

  test('a sweep forwards solves cell by cell, one colour after the other or in order; backwards is its adjoint', () => {
    fc.assert(
      fc.property(coefficients(), (given) => {
        const a = randomOperator(given);
        const { rows } = a;
        const n = rows.size;
        const dense = denseOperator(a);
        const line = new Float64Array(rows.length);
        const colour = (i: number): number =>
          rows.axes.reduce((s, axis, k) => s + (Math.floor(i / rows.strides[k]) % axis.cells), 0) % 2;
        const order = Array.from({ length: n }, (_, i) => i);
        if (rows.chessboard) order.sort((i, j) => colour(i) - colour(j) || i - j);
        const b = randomField(n, given.seed);
        const x = randomField(n, given.seed + 1);
        const expected = x.slice();
        for (const i of order) {
          let s = b[i];
          for (let j = 0; j < n; j++) if (j !== i) s -= dense.get(i, j) * expected[j];
          expected[i] = s / dense.get(i, i);
        }
        relax(x, b, a, line, false);
        for (let i = 0; i < n; i++)
          expect(Math.abs(x[i] - expected[i])).toBeLessThan(1e-12 * (1 + Math.abs(expected[i])));
        // From zero, M⁻¹ of one direction is the transpose of the other's.
        const smoother = (backwards: boolean) =>
          matrixOf((out, y) => {
            out.fill(0);
            relax(out, y, a, line, backwards);
          }, n);
        const forwards = smoother(false);
        expect(difference(forwards, smoother(true).transpose(), forwards)).toBeLessThan(1e-12);
      }),
    );
  });

  test('on a chessboard the first sweep from zero and its residual need half of the work', () => {
    fc.assert(
      fc.property(coefficients(4), (given) => {
        const a = randomOperator(given);
        fc.pre(a.rows.chessboard);
        const n = a.rows.size;
        const b = randomField(n, given.seed);
        const [x, expected, r, full] = [0, 1, 2, 3].map(() => new Float64Array(n));
        relax(expected, b, a, new Float64Array(a.rows.length), false);
        relaxFromZero(x, b, a);
        expect(x).toEqual(expected);
        residualFromZero(r, x, a);
        residual(full, x, b, a);
        for (let i = 0; i < n; i++)
          expect(Math.abs(r[i] - full[i])).toBeLessThan(1e-13 * (1 + a.diagonal[i] * Math.abs(x[i])));
      }),
    );
  });

  test('interpolation takes means, and restriction is its adjoint', () => {
    fc.assert(
      fc.property(coefficients(), (given) => {
        const a = randomOperator(given);
        fc.pre(a.rows.size > 1);
        const merged = coarsening(a.rows);
        const coarse = faceOperator(merged.coarse);
        coarsenOperator(coarse, a, merged);
        const { interpolate, restrict } = transfer(merged);
        const [n, m] = [merged.fine.size, merged.coarse.size];
        const P = matrixOf(interpolate, m, n);
        const R = matrixOf(restrict, n, m);
        expect(Matrix.sub(P.transpose(), R).max()).toBeLessThan(1e-14);
        expect(Matrix.sub(R, P.transpose()).max()).toBeLessThan(1e-14);
        expect(P.min()).toBeGreaterThanOrEqual(0);
        for (const sum of P.sum('row')) expect(sum).toBeCloseTo(1, 13);
        // Masses add, whatever the faces do.
        const sum = (x: Float64Array): number => x.reduce((s, v) => s + v, 0);
        expect(sum(coarse.mass) / sum(a.mass)).toBeCloseTo(1, 13);
        expect(coarse.faces.every((c) => c.every((v) => v >= 0))).toBe(true);
      }),
    );
  });

  test('constant coefficients give the discretisation on the coarse grid', () => {
    for (const shape of [[16], [8, 12], [4, 6, 8]]) {
      const box = grid(
        shape.map((n) => [0, n / 10] as const),
        shape,
        { periodic: shape.map((_, k) => k === 0) },
      );
      const fine = faceOperator(rowsOf(latticeAxes(box)));
      const merged = coarsening(fine.rows);
      const coarse = faceOperator(merged.coarse);
      const expected = faceOperator(merged.coarse);
      const volume = 2 ** shape.length;
      fine.mass.fill(3);
      writeFaces(fine, (_i, _j, h) => 5 / (h * h));
      expected.mass.fill(3 * volume);
      writeFaces(expected, (_i, _j, h) => (5 * volume) / (h * h));
      coarsenOperator(coarse, fine, merged);
      // An axis of one cell has no faces.
      const axes = shape.map((_, k) => k + fine.faces.length - shape.length);
      expect(coarse.mass).toEqual(expected.mass);
      for (const k of axes)
        for (const [i, c] of coarse.faces[k].entries()) expect(c).toBeCloseTo(expected.faces[k][i], 10);
    }
  });
});

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
      const symmetric = Matrix.add(product, product.transpose()).mul(0.5);
      const eigenvalues = new EigenvalueDecomposition(symmetric, { assumeSymmetric: true }).realEigenvalues;
      expect(Math.min(...eigenvalues)).toBeGreaterThan(0.4);
      expect(Math.max(...eigenvalues)).toBeLessThan(1.3);
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
  const box: Grid = grid(
    shape.map(() => [0, 1] as const),
    shape,
  );
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
