import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { type Grid, grid } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { bandAssembly } from '../../../../solvers/jko/box/bandAssembly.ts';
import { bandOrder } from '../../../../solvers/jko/box/bandOrder.ts';
import { bandSchur } from '../../../../solvers/jko/box/bandSchur.ts';
import type { BoxIterate } from '../../../../solvers/jko/box/boxIterate.ts';
import { addDiffusion, addPush } from '../../../../solvers/jko/box/schur.ts';
import { bandMatrix } from '../../../../solvers/linear/bandCholesky.ts';
import { unitBox } from '../../../support/boxes.ts';
import { matrixOf } from '../../../support/matrices.ts';
import { assembled } from './support/assembled.ts';
import { facesOf } from './support/naiveBox.ts';
import { randomBoxes } from './support/randomBoxes.ts';

/** K + C D⁻¹ Cᵀ, C and K as the solver applies them piece by piece. */
function schur(it: BoxIterate): Matrix {
  const n = it.grid.size;
  const size = n * it.intervals;
  const C = matrixOf((out, y) => {
    for (let j = 0; j < it.intervals; j++) {
      for (let i = 0; i < n; i++) out[j * n + i] += y[j * n + i] - (j === 0 ? 0 : y[(j - 1) * n + i]);
      addPush(out, j * n, y, j * n, it, j, 1);
      if (j > 0) addPush(out, j * n, y, (j - 1) * n, it, j, 1);
    }
  }, size);
  const K = matrixOf((out, x) => addDiffusion(out, x, it), size);
  return Matrix.add(K, C.mmul(Matrix.diag([...it.inverseCurvature])).mmul(C.transpose()));
}

const boxes: readonly Grid[] = [
  unitBox([7]),
  unitBox([7], [true]),
  unitBox([8], [true]),
  unitBox([3, 9]),
  unitBox([9, 3]),
  unitBox([9, 3], [true, false]),
  unitBox([5, 5], [true, true]),
  unitBox([2, 6, 3]),
  unitBox([3, 4, 8], [false, true, true]),
];

describe('the order of cells in the band', () => {
  test.each(boxes.map((box) => [`${box}`, box] as const))(
    'keeps neighbours as close as it can: %s',
    (_, box) => {
      const { place, reach } = bandOrder(box);
      expect([...place].sort((a, b) => a - b)).toEqual(Array.from({ length: box.size }, (_, i) => i));
      const distances = facesOf(box).map(({ lower, upper }) => Math.abs(place[lower] - place[upper]));
      expect(reach).toBe(Math.max(...distances));
      // A layer lies between neighbours along the axis that is slowest, two where it is periodic.
      const layers = box.axes.map(({ cells, periodic }) => ((periodic ? 2 : 1) * box.size) / cells);
      expect(reach).toBe(Math.min(...layers));
    },
  );
});

describe('the Schur complement as a band matrix', () => {
  test('is K + C D⁻¹ Cᵀ entry by entry, and nothing of it lies beyond the band', () => {
    fc.assert(
      fc.property(randomBoxes(), (box) => {
        assembled(box);
        const { iterate } = box;
        const { grid: cells, intervals } = iterate;
        const { size, band, place, assemble } = bandAssembly(cells, intervals);
        const matrix = bandMatrix(size, band);
        assemble(matrix, iterate);
        const dense = schur(iterate);
        const at = (k: number): number => place[k % cells.size] + Math.floor(k / cells.size);
        for (let a = 0; a < size; a++)
          for (let b = 0; b < size; b++) {
            const [row, column] = [Math.max(at(a), at(b)), Math.min(at(a), at(b))];
            const entry =
              row - column > band ? 0 : matrix.entries[row * matrix.stride + matrix.origin + column];
            const scale = Math.sqrt(dense.get(a, a) * dense.get(b, b));
            expect(Math.abs(entry - dense.get(a, b))).toBeLessThanOrEqual(1e-13 * scale);
          }
      }),
      { numRuns: 60 },
    );
  });

  test('is inverted by its factors', () => {
    fc.assert(
      fc.property(randomBoxes(), (box) => {
        assembled(box);
        const { iterate } = box;
        const direct = bandSchur(iterate.grid, iterate.intervals);
        expect(direct?.factor(iterate)).toBe(true);
        const dense = schur(iterate);
        const z = new Float64Array(dense.rows);
        const r = Float64Array.from(z, (_, k) => Math.cos(3 * k) * Math.sqrt(dense.get(k, k)));
        direct?.solve(z, r);
        const back = dense.mmul(Matrix.columnVector([...z])).to1DArray();
        // Backward stable: the residual is rounding of the terms of A z.
        const size = Math.max(...[...z].map((v, k) => Math.abs(v) * Math.sqrt(dense.get(k, k))), 1);
        back.forEach((v, k) => {
          expect(Math.abs(v - r[k]) / Math.sqrt(dense.get(k, k))).toBeLessThan(1e-11 * size);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('is left to iterations where it is too large', () => {
    const square = (n: number): Grid =>
      grid(
        [
          [0, 1],
          [0, 1],
        ],
        [n, n],
      );
    expect(bandSchur(square(64), 4)).not.toBeNull();
    expect(bandSchur(square(64), 8)).toBeNull();
    expect(bandSchur(unitBox([20000], [true]), 8)).not.toBeNull();
    expect(bandSchur(unitBox([24, 24, 24]), 2)).toBeNull();
  });
});
