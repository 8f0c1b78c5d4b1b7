import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** The matrix of a linear map from n numbers to m, column by column. */
export function matrixOf(
  map: (out: Float64Array, x: Float64Array) => void,
  n: number,
  m: number = n,
): Matrix {
  const matrix = Matrix.zeros(m, n);
  const unit = new Float64Array(n);
  const out = new Float64Array(m);
  for (let j = 0; j < n; j++) {
    unit[j] = 1;
    out.fill(0);
    map(out, unit);
    unit[j] = 0;
    for (let i = 0; i < m; i++) matrix.set(i, j, out[i]);
  }
  return matrix;
}

/** The eigenvalues of (A + Aᵀ)/2, ascending. */
export function eigenvalues(A: Matrix): number[] {
  const symmetric = Matrix.add(A, A.transpose()).mul(0.5);
  return new EigenvalueDecomposition(symmetric, { assumeSymmetric: true }).realEigenvalues.sort(
    (a, b) => a - b,
  );
}
