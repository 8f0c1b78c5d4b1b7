import { Matrix, solve } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { type BoxIterate, boxIterate } from '../../../../solvers/jko/box/boxIterate.ts';
import { newtonSystem } from '../../../../solvers/jko/box/newtonSystem.ts';
import { unitBox } from '../../../support/boxes.ts';

const box = unitBox([5, 4]);

/** An iterate whose coefficients and residuals are what they may be: D > 0, conductances > 0, moderate velocities. */
function sample(intervals: number, stiff: number): BoxIterate {
  const it = boxIterate(box, intervals);
  const n = box.size;
  for (let k = 0; k < n * intervals; k++) {
    const inner = k < n * (intervals - 1);
    it.density[k] = 1 + 0.3 * Math.sin(k);
    it.curvature[k] = (inner ? 1 / stiff : 1) * (2 + Math.cos(3 * k));
    it.inverseCurvature[k] = 1 / it.curvature[k];
    it.weight[k] = 1;
    it.stationarity[k] = Math.sin(7 * k) / (inner ? stiff : 1);
    it.outflow[k] = Math.cos(5 * k);
    const cell = k % n;
    for (const axis of [0, 1]) {
      const wall = axis === 0 ? cell >= n - 4 : cell % 4 === 3;
      if (wall) continue;
      it.conductance[axis][k] = 1 + 0.5 * Math.sin(2 * k + axis);
      it.transportLeft[axis][k] = 0.2 * Math.sin(k + axis);
      it.transportRight[axis][k] = 0.2 * Math.sin(k + axis);
    }
  }
  return it;
}

/** C and K of {@link sample} as dense matrices, written down from their definitions. */
function matrices(it: BoxIterate): { C: Matrix; K: Matrix } {
  const n = box.size;
  const size = n * it.intervals;
  const C = Matrix.zeros(size, size);
  const K = Matrix.zeros(size, size);
  const add = (m: Matrix, i: number, j: number, v: number): void => {
    m.set(i, j, m.get(i, j) + v);
  };
  for (let j = 0; j < it.intervals; j++) {
    for (let i = 0; i < n; i++) {
      add(C, j * n + i, j * n + i, 1);
      if (j > 0) add(C, j * n + i, (j - 1) * n + i, -1);
      for (const [axis, stride] of [4, 1].entries()) {
        const wall = axis === 0 ? i >= n - 4 : i % 4 === 3;
        if (wall) continue;
        const [a, b] = [j * n + i, j * n + i + stride];
        const c = it.conductance[axis][a];
        for (const [row, column, v] of [
          [a, a, c],
          [a, b, -c],
          [b, a, -c],
          [b, b, c],
        ])
          add(K, row, column, v);
        // The flux left p_L + right p_R leaves L and enters R, of this interval's density and of the one before.
        for (const offset of j > 0 ? [0, n] : [0]) {
          add(C, a, a - offset, it.transportLeft[axis][a]);
          add(C, a, b - offset, it.transportRight[axis][a]);
          add(C, b, a - offset, -it.transportLeft[axis][a]);
          add(C, b, b - offset, -it.transportRight[axis][a]);
        }
      }
    }
  }
  return { C, K };
}

describe("Newton's linear system", () => {
  for (const intervals of [1, 2, 3]) {
    for (const stiff of intervals === 1 ? [1] : [1, 1e4]) {
      test(`is solved as by dense elimination, S = ${intervals}, D between the ends ${1 / stiff}`, () => {
        const it = sample(intervals, stiff);
        const size = box.size * intervals;
        const { C, K } = matrices(it);
        // [D Cᵀ; C −K] (δp, δφ) = (−stationarity, −outflow).
        const full = Matrix.zeros(2 * size, 2 * size);
        full.setSubMatrix(Matrix.diag([...it.curvature]), 0, 0);
        full.setSubMatrix(C.transpose(), 0, size);
        full.setSubMatrix(C, size, 0);
        full.setSubMatrix(Matrix.mul(K, -1), size, size);
        const right = Matrix.columnVector([...it.stationarity, ...it.outflow].map((v) => -v));
        const exact = solve(full, right).to1DArray();
        newtonSystem(box, intervals).solve(it, 1e-10);
        const phi = exact.slice(size);
        const p = exact.slice(0, size);
        const found = [...it.potentialStep];
        const density = p.map((_, k) => -it.inverseCurvature[k] * (it.stationarity[k] + it.pulled[k]));
        const distance = (a: readonly number[], b: readonly number[]): number =>
          Math.hypot(...a.map((v, i) => v - b[i])) / Math.hypot(...b);
        // Several intervals: transports are solved to three digits.
        const digits = intervals === 1 ? 1e-8 : 5e-3;
        expect(distance(found, phi)).toBeLessThan(digits);
        expect(distance(density, p)).toBeLessThan(digits);
      });
    }
  }
});
