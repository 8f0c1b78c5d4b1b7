/** What is left of a system, beside its right-hand side, when it counts as solved: near what rounding leaves. */
const SOLVED = 1e-14;

/** Once this many times more is left than was left before, what is left has no part in the range, and is not going to fall again. */
const ASTRAY = 1e3;

/** Σ a²/weight. */
function squaredNorm(a: Float64Array, weight: Float64Array): number {
  return a.reduce((s, v, i) => (weight[i] > 0 ? s + v ** 2 / weight[i] : s), 0);
}

/**
 * Solves A x = b by conjugate gradients with the diagonal of A as preconditioner, for A symmetric and nonnegative and b in its range but for
 * rounding: the slow twin of anything that knows more of A.
 *
 * @param apply - writes A x into `out`.
 * @param diagonal - of A; where it is 0 so is the row, and x.
 * @returns the x that leaves least, of at most ten for each unknown.
 */
export function conjugateGradients(
  apply: (out: Float64Array, x: Float64Array) => void,
  diagonal: Float64Array,
  b: Float64Array,
): Float64Array {
  const x = new Float64Array(b.length);
  const image = new Float64Array(b.length);
  const left = b.slice();
  let direction = left.map((v, i) => (diagonal[i] > 0 ? v / diagonal[i] : 0));
  const first = squaredNorm(left, diagonal);
  let size = first;
  let best = { size, x: x.slice() };
  for (let k = 0; k < 10 * b.length && size > SOLVED ** 2 * first && size < ASTRAY ** 2 * best.size; k++) {
    apply(image, direction);
    const length = size / direction.reduce((s, v, i) => s + v * image[i], 0);
    for (let i = 0; i < b.length; i++) {
      x[i] += length * direction[i];
      left[i] -= length * image[i];
    }
    const next = squaredNorm(left, diagonal);
    direction = direction.map((v, i) => (diagonal[i] > 0 ? left[i] / diagonal[i] : 0) + (next / size) * v);
    size = next;
    if (size < best.size) best = { size, x: x.slice() };
  }
  return best.x;
}
