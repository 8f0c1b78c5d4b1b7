/**
 * Tridiagonal systems by Gaussian elimination without pivoting (Thomas), stable for matrices that are diagonally
 * dominant, M-matrices or symmetric positive definite. Solutions overwrite right-hand sides; nothing is allocated.
 *
 * Row i reads `lower[i − 1] x[i − 1] + diagonal[i] x[i] + upper[i] x[i + 1]`; the number of unknowns n is that of
 * `diagonal`; `lower` and `upper` have n − 1 entries (more are ignored). The matrix is left as it is.
 * Source: Golub–Van Loan 2013, Matrix Computations, section 4.3.
 */

/**
 * Solves one system.
 *
 * @param x - n right-hand sides in, the solution out.
 * @param scratch - n numbers of work space.
 * @returns false if a pivot is zero or not finite; x is then meaningless.
 */
export function solveTridiagonal(
  x: Float64Array,
  lower: Float64Array,
  diagonal: Float64Array,
  upper: Float64Array,
  scratch: Float64Array,
): boolean {
  const n = diagonal.length;
  let pivot = diagonal[0];
  if (!isPivot(pivot)) return false;
  x[0] /= pivot;
  for (let i = 1; i < n; i++) {
    const ratio = upper[i - 1] / pivot;
    scratch[i] = ratio;
    pivot = diagonal[i] - lower[i - 1] * ratio;
    if (!isPivot(pivot)) return false;
    x[i] = (x[i] - lower[i - 1] * x[i - 1]) / pivot;
  }
  for (let i = n - 2; i >= 0; i--) x[i] -= scratch[i + 1] * x[i + 1];
  return true;
}

function isPivot(pivot: number): boolean {
  return pivot !== 0 && pivot - pivot === 0;
}

/**
 * Solves one symmetric positive definite system by L D Lᵀ.
 *
 * @param off - n − 1 entries beside the diagonal.
 * @param scratch - n numbers of work space.
 * @returns false if the matrix is not positive definite; x is then meaningless.
 */
export function solveSymmetricTridiagonal(
  x: Float64Array,
  diagonal: Float64Array,
  off: Float64Array,
  scratch: Float64Array,
): boolean {
  const n = diagonal.length;
  let pivot = diagonal[0];
  if (!(pivot > 0 && pivot < Infinity)) return false;
  scratch[0] = pivot;
  for (let i = 1; i < n; i++) {
    const ratio = off[i - 1] / pivot;
    pivot = diagonal[i] - off[i - 1] * ratio;
    if (!(pivot > 0 && pivot < Infinity)) return false;
    scratch[i] = pivot;
    x[i] -= ratio * x[i - 1];
  }
  x[n - 1] /= pivot;
  for (let i = n - 2; i >= 0; i--) x[i] = (x[i] - off[i] * x[i + 1]) / scratch[i];
  return true;
}

/**
 * Solves one matrix for `count` right-hand sides, interleaved: unknown i of side b stands at `x[i * count + b]`.
 *
 * @param scratch - n numbers of work space.
 * @returns false if a pivot is zero or not finite; x is then meaningless.
 */
export function solveTridiagonalMany(
  x: Float64Array,
  lower: Float64Array,
  diagonal: Float64Array,
  upper: Float64Array,
  scratch: Float64Array,
  count: number,
): boolean {
  const n = diagonal.length;
  let pivot = diagonal[0];
  if (!isPivot(pivot)) return false;
  for (let b = 0; b < count; b++) x[b] /= pivot;
  for (let i = 1; i < n; i++) {
    const row = i * count;
    const below = lower[i - 1];
    scratch[i] = upper[i - 1] / pivot;
    pivot = diagonal[i] - below * scratch[i];
    if (!isPivot(pivot)) return false;
    for (let b = row; b < row + count; b++) x[b] = (x[b] - below * x[b - count]) / pivot;
  }
  for (let i = n - 2; i >= 0; i--) {
    const ratio = scratch[i + 1];
    for (let b = i * count; b < (i + 1) * count; b++) x[b] -= ratio * x[b + count];
  }
  return true;
}

/**
 * Solves `count` systems that differ, interleaved: entry i of system b stands at index `i * count + b` of `x`,
 * `diagonal` (n · count entries each), `lower` and `upper` ((n − 1) · count).
 *
 * @param scratch - 2 n · count numbers of work space.
 * @returns false if a pivot of any system is zero or not finite; x is then meaningless.
 */
export function solveTridiagonalBatch(
  x: Float64Array,
  lower: Float64Array,
  diagonal: Float64Array,
  upper: Float64Array,
  scratch: Float64Array,
  count: number,
): boolean {
  const size = diagonal.length;
  for (let b = 0; b < count; b++) {
    scratch[b] = diagonal[b];
    x[b] /= diagonal[b];
  }
  for (let i = count; i < size; i++) {
    const above = i - count;
    const ratio = upper[above] / scratch[above];
    const pivot = diagonal[i] - lower[above] * ratio;
    scratch[size + i] = ratio;
    scratch[i] = pivot;
    x[i] = (x[i] - lower[above] * x[above]) / pivot;
  }
  for (let i = size - count - 1; i >= 0; i--) x[i] -= scratch[size + i + count] * x[i + count];
  for (let i = 0; i < size; i++) if (!isPivot(scratch[i])) return false;
  return true;
}

/** Work space of {@link solveCyclicTridiagonal}. */
export interface CyclicScratch {
  readonly diagonal: Float64Array;
  readonly correction: Float64Array;
  readonly work: Float64Array;
}

/** Work space for cyclic systems of n unknowns. */
export function cyclicScratch(n: number): CyclicScratch {
  return { diagonal: new Float64Array(n), correction: new Float64Array(n), work: new Float64Array(n) };
}

/**
 * Solves one cyclic system, as on a periodic axis: `lower[n − 1]` stands in row 0, column n − 1 and `upper[n − 1]` in
 * row n − 1, column 0, so `lower` and `upper` have n entries; n ≥ 3. By Sherman–Morrison on a tridiagonal matrix.
 *
 * @returns false if a pivot is zero or not finite; x is then meaningless.
 */
export function solveCyclicTridiagonal(
  x: Float64Array,
  lower: Float64Array,
  diagonal: Float64Array,
  upper: Float64Array,
  scratch: CyclicScratch,
): boolean {
  const n = diagonal.length;
  const { diagonal: reduced, correction: u, work } = scratch;
  const corner = lower[n - 1];
  const otherCorner = upper[n - 1];
  // A = T + u vᵀ with u = (γ, 0, …, 0, otherCorner), v = (1, 0, …, 0, corner/γ); this sign of γ keeps T dominant.
  const gamma = -diagonal[0];
  reduced.set(diagonal);
  reduced[0] -= gamma;
  reduced[n - 1] -= (otherCorner * corner) / gamma;
  u.fill(0);
  u[0] = gamma;
  u[n - 1] = otherCorner;
  if (!solveTridiagonal(x, lower, reduced, upper, work)) return false;
  if (!solveTridiagonal(u, lower, reduced, upper, work)) return false;
  const denominator = 1 + u[0] + (corner / gamma) * u[n - 1];
  if (!isPivot(denominator)) return false;
  const factor = (x[0] + (corner / gamma) * x[n - 1]) / denominator;
  for (let i = 0; i < n; i++) x[i] -= factor * u[i];
  return true;
}
