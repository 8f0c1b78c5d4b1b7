import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { coarsening, coarsenOperator } from '../../../solvers/linear/coarsen.ts';
import { faceOperator } from '../../../solvers/linear/faceOperator.ts';
import { relax, relaxFromZero, residualFromZero } from '../../../solvers/linear/relax.ts';
import { residual } from '../../../solvers/linear/residual.ts';
import { latticeAxes, rowsOf } from '../../../solvers/linear/rows.ts';
import { transfer } from '../../../solvers/linear/transfer.ts';
import { grid } from '../../../src/index.ts';
import { matrixOf } from '../../support/matrices.ts';
import { denseOperator, difference } from './support/dense.ts';
import { apply, coefficients, randomField, randomOperator, writeFaces } from './support/operators.ts';

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
