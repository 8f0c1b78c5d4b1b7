/** Whether a symmetric operator is seen to have eigenvalues below −margin, and above margin. */
export interface SpectrumSigns {
  readonly negative: boolean;
  readonly positive: boolean;
}

/** Removes the mean, and so the component that is constant. */
function centre(x: Float64Array): void {
  let s = 0;
  for (let i = 0; i < x.length; i++) s += x[i];
  const mean = s / x.length;
  for (let i = 0; i < x.length; i++) x[i] -= mean;
}

function dot(x: Float64Array, y: Float64Array): number {
  let s = 0;
  for (let i = 0; i < x.length; i++) s += x[i] * y[i];
  return s;
}

/**
 * The signs that a symmetric operator A is seen to take: Lanczos' method, from a fixed start, until both are, or at most
 * `iterations` times. Eigenvalues of its tridiagonal matrix are Rayleigh quotients of A, so that a sign that is seen is there;
 * one that is not seen may still be.
 *
 * @param apply - writes A x into `out`.
 * @param size - of x.
 * @param margin - ≥ 0; more than the rounding of A.
 * @param centred - whether to look at fields of zero sum only.
 */
export function signsOfSpectrum(
  apply: (out: Float64Array, x: Float64Array) => void,
  size: number,
  margin: number,
  centred: boolean,
  iterations: number,
): SpectrumSigns {
  let previous = new Float64Array(size);
  // No symmetry of the grid is a symmetry of this.
  let current = Float64Array.from({ length: size }, (_, i) => Math.sin(1 + i * (i + 0.7)));
  if (centred) centre(current);
  let next = new Float64Array(size);
  let norm = Math.sqrt(dot(current, current));
  let beta = 0;
  // Pivots of T + margin and margin − T: a negative one is an eigenvalue beyond the margin.
  let [above, below] = [1, 1];
  let [negative, positive] = [false, false];
  for (let k = 0; k < iterations && norm > 0 && !(negative && positive); k++) {
    for (let i = 0; i < size; i++) current[i] /= norm;
    apply(next, current);
    if (centred) centre(next);
    const alpha = dot(next, current);
    for (let i = 0; i < size; i++) next[i] -= alpha * current[i] + beta * previous[i];
    const coupling = k === 0 ? 0 : beta * beta;
    // Rounding in the direction of constants would grow, as no other vector of the space is near it.
    if (centred) centre(next);
    above = alpha + margin - coupling / above;
    below = margin - alpha - coupling / below;
    negative ||= above < 0;
    positive ||= below < 0;
    norm = Math.sqrt(dot(next, next));
    beta = norm;
    // Nothing but rounding is left: the space that the start spans is exhausted.
    if (!(norm > margin)) break;
    [previous, current, next] = [current, next, previous];
  }
  return { negative, positive };
}
