import fc from 'fast-check';
import { Matrix, solve } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { diffuseAxes } from '../../../../solvers/jko/primalDual/diffuseAxes.ts';
import { facesOf } from '../box/support/naiveBox.ts';
import { grids } from './support/randomSaddles.ts';

describe('diffusion axis by axis', () => {
  test('solves the equation of every axis, keeps the sum, and is positive everywhere from one cell', () => {
    fc.assert(
      fc.property(grids, fc.integer({ min: -4, max: 4 }), fc.nat(), (box, exponent, at) => {
        const c = 10 ** exponent;
        const p = new Float64Array(box.size);
        p[at % box.size] = 1;
        let expected = Matrix.columnVector([...p]);
        box.axes.forEach((_, axis) => {
          const matrix = Matrix.eye(box.size);
          for (const { axis: own, lower, upper, h } of facesOf(box)) {
            if (own !== axis) continue;
            for (const [i, j] of [
              [lower, upper],
              [upper, lower],
            ]) {
              matrix.set(i, i, matrix.get(i, i) + c / h ** 2);
              matrix.set(i, j, matrix.get(i, j) - c / h ** 2);
            }
          }
          expected = solve(matrix, expected);
        });
        diffuseAxes(p, box, c);
        p.forEach((v, i) => {
          expect(v).toBeGreaterThan(0);
          expect(Math.abs(v - expected.get(i, 0))).toBeLessThan(1e-11);
        });
        // The sum is 1ᵀ(1 − cΔ)⁻¹p: rounding grows with the condition number of every axis.
        const condition = box.axes.reduce((s, { spacing }) => s + 1 + (4 * c) / spacing ** 2, 0);
        expect(Math.abs(p.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-15 * condition);
      }),
      { numRuns: 60 },
    );
  });
});
