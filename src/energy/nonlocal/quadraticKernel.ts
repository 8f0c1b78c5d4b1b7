import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Grid } from '../../grid/grid.ts';
import type { Field } from '../term.ts';

/** W is its quadratic where they differ by less than this part of the largest value. */
const NEGLIGIBLE = 1e-13;

/** The quadratic form ½xᵀQx that W follows far from zero, along axes with walls. */
function fittedForm(grid: Grid, W: Field): Matrix {
  const d = grid.dimension;
  const Q = Matrix.zeros(d, d);
  const end = grid.axes.map(({ cells, spacing, periodic }) => (periodic ? 0 : (cells - 1) * spacing));
  const at = (entries: readonly (readonly [axis: number, value: number])[]): number => {
    const x = new Array<number>(d).fill(0);
    for (const [k, value] of entries) x[k] = value;
    return W(...x);
  };
  for (let k = 0; k < d; k++) {
    if (end[k] === 0) continue;
    const middle = Math.floor((grid.axes[k].cells - 1) / 2) * grid.axes[k].spacing;
    Q.set(k, k, (2 * (at([[k, end[k]]]) - at([[k, middle]]))) / (end[k] ** 2 - middle ** 2));
    for (let l = 0; l < k; l++) {
      if (end[l] === 0) continue;
      const same = at([
        [k, end[k]],
        [l, end[l]],
      ]);
      const opposite = at([
        [k, end[k]],
        [l, -end[l]],
      ]);
      const mixed = (same - opposite) / (2 * end[k] * end[l]);
      Q.set(k, l, mixed);
      Q.set(l, k, mixed);
    }
  }
  return Q;
}

/**
 * W − ½xᵀQx for the part of one sign of the quadratic form that W follows far from zero; null if it has no such part.
 *
 * On fields d of zero sum ½∬(x − y)ᵀQ(x − y) d d = −mᵀQm with m = ∫x d: a kernel −½xᵀQx of Q ≥ 0 is convex there, and ½xᵀQx
 * concave, although no embedding shows it. So W is convex if W − ½xᵀQx is for some Q ≤ 0, and concave if it is for
 * some Q ≥ 0.
 *
 * @param sign - −1 for the part Q ≤ 0, 1 for the part Q ≥ 0.
 */
export function withoutQuadratic(grid: Grid, W: Field, sign: -1 | 1): Field | null {
  const Q = fittedForm(grid, W);
  if (Q.to1DArray().some((q) => !Number.isFinite(q))) return null;
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(Q, { assumeSymmetric: true });
  const kept = realEigenvalues.map((q) => sign * Math.max(0, sign * q));
  const reach = grid.axes.reduce((s, { cells, spacing }) => s + ((cells - 1) * spacing) ** 2, 0);
  const largest = Math.abs(W(...grid.axes.map(({ cells, spacing }) => (cells - 1) * spacing)));
  if (kept.every((q) => Math.abs(q) * reach <= NEGLIGIBLE * largest)) return null;
  const part = eigenvectorMatrix.mmul(Matrix.diag(kept)).mmul(eigenvectorMatrix.transpose()).to2DArray();
  return (...x) => {
    let s = 0;
    for (let k = 0; k < x.length; k++) for (let l = 0; l < x.length; l++) s += part[k][l] * x[k] * x[l];
    return W(...x) - 0.5 * s;
  };
}
