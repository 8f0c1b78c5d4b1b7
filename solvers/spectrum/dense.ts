import { CholeskyDecomposition, EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { eachFaceBlock } from '../../src/grid/eachFace.ts';
import { ArgumentError } from '../../src/index.ts';
import type { Linearisation } from './linearisation.ts';

/** The cells at a bound that conduct. */
function fixedCells({ components, curvature }: Linearisation): number[] {
  return [...curvature.keys()].filter((i) => components.label[i] >= 0 && curvature[i] === 0);
}

/** How many cells the dense matrices have. */
export function denseSize(linear: Linearisation): number {
  return linear.mobile.length + fixedCells(linear).length;
}

/** K between mobile cells, once the potentials of cells at a bound are eliminated. */
function conductionMatrix(linear: Linearisation): Matrix {
  const { grid, mobile, conductances } = linear;
  const fixed = fixedCells(linear);
  const order = [...mobile, ...fixed];
  const place = new Int32Array(grid.size).fill(-1);
  order.forEach((cell, i) => {
    place[cell] = i;
  });
  const K = Matrix.zeros(order.length, order.length);
  const add = (i: number, j: number, c: number): Matrix => K.set(i, j, K.get(i, j) + c);
  conductances.forEach((c, k) => {
    eachFaceBlock(grid, k, (_, l, r, n) => {
      for (let f = l; f < l + n; f++) {
        if (!(c[f] > 0) || place[f] < 0) continue;
        const [a, b] = [place[f], place[f + r - l]];
        add(a, a, c[f]);
        add(b, b, c[f]);
        add(a, b, -c[f]);
        add(b, a, -c[f]);
      }
    });
  });
  const n = mobile.length;
  if (fixed.length === 0) return K;
  const last = order.length - 1;
  const across = K.subMatrix(n, last, 0, n - 1);
  const settled = new CholeskyDecomposition(K.subMatrix(n, last, n, last)).solve(across);
  return K.subMatrix(0, n - 1, 0, n - 1).sub(across.transpose().mmul(settled));
}

/** D^{−1/2} H D^{−1/2} = 1 + D^{−1/2} W D^{−1/2} for D = U″, between mobile cells. */
function scaledHessian({ grid, mobile, compliance, interact }: Linearisation): Matrix {
  const out = Matrix.eye(mobile.length);
  if (interact === null) return out;
  const unit = new Float64Array(grid.size);
  const image = new Float64Array(grid.size);
  mobile.forEach((cell, j) => {
    unit[cell] = Math.sqrt(compliance[cell]);
    interact(image, unit);
    unit[cell] = 0;
    mobile.forEach((other, i) => {
      out.set(i, j, out.get(i, j) + Math.sqrt(compliance[other]) * image[other]);
    });
  });
  return out;
}

function symmetricEigen(A: Matrix): { values: number[]; vectors: Matrix } {
  const symmetric = Matrix.add(A, A.transpose()).mul(0.5);
  const found = new EigenvalueDecomposition(symmetric, { assumeSymmetric: true });
  const order = found.realEigenvalues.map((_, i) => i);
  order.sort((a, b) => found.realEigenvalues[a] - found.realEigenvalues[b]);
  return {
    values: order.map((i) => found.realEigenvalues[i]),
    vectors: found.eigenvectorMatrix.subMatrixColumn(order),
  };
}

/**
 * The modes of the `count` smallest eigenvalues of K H by dense matrices: with q = D^{−1/2} w, D = U″, S = D^{1/2} K D^{1/2} = QΛQᵀ
 * and M = D^{−1/2} H D^{−1/2} they are those of Λ^{1/2}Qᵀ M QΛ^{1/2}, w = QΛ^{1/2} y; without an interaction those of S. The zero
 * eigenvalues of S, one for each component, are left out first.
 *
 * @throws ArgumentError if one is negative: the equilibrium is unstable.
 */
export function denseModes(
  linear: Linearisation,
  count: number,
): { values: number[]; modes: Float64Array[] } {
  const { grid, mobile, compliance, curvature, components, interact } = linear;
  const n = mobile.length;
  const scale = Matrix.diag(Array.from(mobile, (cell) => Math.sqrt(curvature[cell])));
  const { values, vectors } = symmetricEigen(scale.mmul(conductionMatrix(linear)).mmul(scale));
  const moving = values.slice(components.count);
  const Q = vectors.subMatrix(0, n - 1, components.count, n - 1);
  const root = Matrix.diag(moving.map((value) => Math.sqrt(Math.max(0, value))));
  const range = Q.mmul(root);
  const found =
    interact === null
      ? { values: moving, vectors: Q }
      : symmetricEigen(range.transpose().mmul(scaledHessian(linear)).mmul(range));
  if (interact !== null && !(found.values[0] > 0))
    throw new ArgumentError(
      'state',
      `an equilibrium with a growing mode, λ = ${found.values[0]}`,
      'a stable equilibrium: δ²E > 0 on fields without mass',
    );
  const w = interact === null ? Q : range.mmul(found.vectors);
  return {
    values: found.values.slice(0, count),
    modes: Array.from({ length: count }, (_, k) => {
      const q = new Float64Array(grid.size);
      mobile.forEach((cell, i) => {
        q[cell] = Math.sqrt(compliance[cell]) * w.get(i, k);
      });
      return q;
    }),
  };
}
