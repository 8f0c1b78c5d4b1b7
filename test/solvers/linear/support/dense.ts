import { Matrix } from 'ml-matrix';
import type { FaceOperator } from '../../../../solvers/linear/faceOperator.ts';

/** The matrix of a face operator, face by face. */
export function denseOperator({ rows, mass, faces }: FaceOperator): Matrix {
  const matrix = Matrix.diag([...mass]);
  rows.axes.forEach(({ cells }, k) => {
    for (let i = 0; i < rows.size; i++) {
      const index = Math.floor(i / rows.strides[k]) % cells;
      const j = i + (((index + 1) % cells) - index) * rows.strides[k];
      const c = faces[k][i];
      matrix.set(i, i, matrix.get(i, i) + c);
      matrix.set(j, j, matrix.get(j, j) + c);
      matrix.set(i, j, matrix.get(i, j) - c);
      matrix.set(j, i, matrix.get(j, i) - c);
    }
  });
  return matrix;
}

/** The largest entry of a − b relative to the diagonal of `scale`, |a − b|_ij/√(s_ii s_jj). */
export function difference(a: Matrix, b: Matrix, scale: Matrix): number {
  let worst = 0;
  for (let i = 0; i < a.rows; i++)
    for (let j = 0; j < a.columns; j++) {
      const size = Math.sqrt(scale.get(i, i) * scale.get(j, j));
      const gap = Math.abs(a.get(i, j) - b.get(i, j));
      if (gap > 0) worst = Math.max(worst, gap / size);
    }
  return worst;
}
