import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { ConvergenceError } from '../../src/index.ts';
import type { LinearMap } from '../linear/conjugateGradients.ts';
import { combine, dot } from './fields.ts';
import { applyHessian, type Linearisation, removeMass } from './linearisation.ts';

/** Residual ‖A⁻¹q − q/λ‖_H relative to 1/λ. */
const TOLERANCE = 1e-9;
/** What remains of a vector when this little does is rounding. */
const DEPENDENT = 1e-11;
/** More vectors than multiplicities need, which shortens the way. */
const SPARE = 2;

/** Vectors x without mass, orthonormal in xᵀH y, with their images H x. */
interface Basis {
  readonly vectors: Float64Array[];
  readonly images: Float64Array[];
}

/** Appends v less its part in the basis, unless nothing is left, and returns v in terms of the basis then. */
function append({ vectors, images }: Basis, v: Float64Array, linear: Linearisation): number[] {
  const image = new Float64Array(v.length);
  applyHessian(image, v, linear);
  const before = Math.sqrt(dot(v, image));
  const parts = vectors.map(() => 0);
  // Twice is enough. The mass that rounding makes would grow from vector to vector, as A⁻¹ does not see it.
  for (let pass = 0; pass < 2; pass++) {
    for (let j = 0; j < vectors.length; j++) {
      const part = dot(images[j], v);
      parts[j] += part;
      combine(v, -part, vectors[j]);
    }
    removeMass(v, linear);
  }
  applyHessian(image, v, linear);
  const left = Math.sqrt(Math.max(0, dot(v, image)));
  if (!(left > DEPENDENT * before)) return parts;
  for (let i = 0; i < v.length; i++) {
    v[i] /= left;
    image[i] /= left;
  }
  vectors.push(v);
  images.push(image);
  return [...parts, left];
}

/** A start that has a part in every mode: H⁻¹ of the fractional parts of (s + 1) √2 (i + 1)², which no pattern of a grid meets. */
function start(s: number, linear: Linearisation): Float64Array {
  return linear.compliance.map((c, i) => c * ((((s + 1) * Math.SQRT2 * (i + 1) ** 2) % 1) - 0.5));
}

/** Coefficients of the Ritz vectors of the largest `count` Ritz values, and whether their residuals are small enough. */
function ritz(columns: readonly number[][], count: number): { coefficients: number[][]; converged: boolean } {
  const n = columns.length;
  const T = Matrix.zeros(n, n);
  columns.forEach((column, k) => {
    for (let i = 0; i <= k; i++) {
      T.set(i, k, column[i]);
      T.set(k, i, column[i]);
    }
  });
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(T, { assumeSymmetric: true });
  const largest = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[b] - realEigenvalues[a]);
  const coefficients = largest.slice(0, count).map((k) => eigenvectorMatrix.getColumn(k));
  const beyond = Math.max(...columns.map(({ length }) => length));
  const converged = coefficients.every((y, k) => {
    let square = 0;
    for (let m = n; m < beyond; m++)
      square += columns.reduce((s, column, j) => s + (column[m] ?? 0) * y[j], 0) ** 2;
    return Math.sqrt(square) <= TOLERANCE * realEigenvalues[largest[k]];
  });
  return { coefficients, converged };
}

/**
 * The modes of the `count` smallest eigenvalues of A = K H, by Lanczos' method on A⁻¹ with as many start vectors as modes, and a
 * few more: an eigenvalue is found as often as it occurs. All vectors are kept orthogonal in ⟨x, y⟩_H = xᵀH y, in which A is
 * self-adjoint.
 *
 * @param inverse - A⁻¹ on fields without mass.
 * @throws ConvergenceError if the modes do not settle.
 * Source: Golub–Van Loan 2013, Matrix Computations, section 10.3; Ruhe 1979, the band Lanczos method.
 */
export function lanczosModes(linear: Linearisation, inverse: LinearMap, count: number): Float64Array[] {
  const basis: Basis = { vectors: [], images: [] };
  const width = count + SPARE;
  const most = 60 * width;
  for (let s = 0; s < width; s++) append(basis, start(s, linear), linear);
  const columns: number[][] = [];
  while (columns.length < Math.min(most, basis.vectors.length)) {
    const v = new Float64Array(linear.grid.size);
    inverse(v, basis.vectors[columns.length]);
    columns.push(append(basis, v, linear));
    const whole = columns.length === basis.vectors.length;
    if (columns.length < count || !(whole || columns.length % width === 0)) continue;
    const { coefficients, converged } = ritz(columns, count);
    if (!converged && !whole) continue;
    return coefficients.map((y) => {
      const q = new Float64Array(linear.grid.size);
      y.forEach((part, j) => {
        combine(q, part, basis.vectors[j]);
      });
      return q;
    });
  }
  throw new ConvergenceError(`spectrum found no ${count} modes among ${columns.length} vectors`);
}
