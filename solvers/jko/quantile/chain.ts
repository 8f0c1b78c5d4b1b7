/**
 * Solves for the equilibrium of a chain of springs between two walls: displacements x and elongations δ with
 *
 *     ground_k x_k + spring_{k−1} δ_{k−1} − spring_k δ_k = force_k,    δ_k = x_{k+1} − x_k,    x_0 = x_n = 0.
 *
 * Tridiagonal elimination, but on ground and springs kept apart (springs in series, g c/(g + c)) rather than on the matrix
 * of their sums: elongations of springs stiffer than others by any factor come out accurate relative to themselves.
 *
 * @param x - n + 1 displacements out. @param elongation - n of them out.
 * @param force - n + 1 forces, overwritten. @param ground - n + 1 stiffnesses towards the ground.
 * @param spring - n stiffnesses; may be negative where the ground makes up for it.
 * @param scratch - n + 1 numbers of work space.
 * @returns false if the matrix is not positive definite; results are then meaningless.
 */
export function solveChain(
  x: Float64Array,
  elongation: Float64Array,
  force: Float64Array,
  ground: Float64Array,
  spring: Float64Array,
  scratch: Float64Array,
): boolean {
  const n = spring.length;
  // What lies to the left of knot k acts on it like one more spring to the ground, with one more force.
  let left = spring[0];
  for (let k = 1; k < n; k++) {
    const g = ground[k] + left;
    const pivot = g + spring[k];
    if (!(pivot > 0 && pivot < Infinity)) return false;
    scratch[k] = g;
    const share = spring[k] / pivot;
    left = g * share;
    if (k + 1 < n) force[k + 1] += share * force[k];
  }
  x[n] = 0;
  for (let k = n - 1; k > 0; k--) {
    elongation[k] = (scratch[k] * x[k + 1] - force[k]) / (scratch[k] + spring[k]);
    x[k] = x[k + 1] - elongation[k];
  }
  elongation[0] = x[1];
  x[0] = 0;
  return true;
}
