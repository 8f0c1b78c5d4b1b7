import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { capabilitiesOf } from '../energy/capabilities.ts';
import type { DiscreteEnergy } from '../energy/discreteEnergy.ts';
import type { Energy } from '../energy/energy.ts';
import type { NonlocalPart } from '../energy/nonlocal/nonlocalPart.ts';
import { compliance } from './multiplier.ts';

/**
 * What is known of other states at rest:
 *
 * - `convex`: E is strictly convex among densities of this mass on this grid, so that this is the one minimiser, and there is no
 *   other critical point of E;
 * - `displacementConvex`: E is λ-convex along Wasserstein geodesics with λ > 0, and nothing is periodic, so that the energy
 *   that the grid approximates has one steady state alone (McCann 1997);
 * - `strictMinimum`: δ²E is positive on all changes of mass zero that the bounds of p allow. Others may have less energy;
 * - `unknown`: δE = λ holds, and nothing more has been shown.
 *
 * @see {@link steadyState}
 */
export type Uniqueness = 'convex' | 'displacementConvex' | 'strictMinimum' | 'unknown';

/** The most cells for which the sign of δ²E is decided by a dense matrix. */
const DENSE = 300;

/** Multipliers at bounds below this part of the largest are not told from zero. */
const DEGENERATE = 1e-9;

/** Whether I + √c W∗ √c is positive on the complement of √c, by Cholesky's method and beyond its rounding. */
function positiveWithoutMass(
  free: readonly number[],
  c: Float64Array,
  nonlocal: NonlocalPart,
  bound: number,
): boolean {
  const n = free.length;
  const root = free.map((i) => Math.sqrt(c[i]));
  const length = Math.hypot(...root);
  const [unit, image] = [new Float64Array(c.length), new Float64Array(c.length)];
  const A = Matrix.zeros(n, n);
  free.forEach((i, j) => {
    unit.fill(0);
    unit[i] = root[j];
    nonlocal.firstVariation(image, unit);
    free.forEach((l, k) => {
      A.set(k, j, root[k] * image[l]);
    });
  });
  const normal = Matrix.columnVector(root.map((v) => v / length));
  const across = Matrix.sub(Matrix.eye(n), normal.mmul(normal.transpose()));
  const largest = root.reduce((a, b) => Math.max(a, b), 0) ** 2;
  const margin = n * Number.EPSILON * (1 + largest * bound);
  const projected = across.mmul(A).mmul(across);
  const symmetric = Matrix.add(projected, projected.transpose())
    .mul(0.5)
    .add(Matrix.eye(n).mul(1 - margin));
  return new CholeskyDecomposition(symmetric).isPositiveDefinite();
}

/** Whether cells at a bound are pressed against it, δE − λ ≠ 0, beyond rounding. */
function pressedToBounds(
  p: Float64Array,
  c: Float64Array,
  multiplier: number,
  energy: DiscreteEnergy,
): boolean {
  const { domain } = energy.local;
  const slope = new Float64Array(p.length);
  energy.firstVariation(slope, p);
  const size = slope.reduce(
    (most, v) => (Number.isFinite(v) ? Math.max(most, Math.abs(v)) : most),
    Math.abs(multiplier),
  );
  return slope.every((v, i) => {
    if (c[i] > 0 || !Number.isFinite(v)) return true;
    return (p[i] <= domain[0] ? v - multiplier : multiplier - v) > DEGENERATE * size;
  });
}

/** {@link Uniqueness} of a steady state p. */
export function uniquenessOf(
  energy: Energy,
  discrete: DiscreteEnergy,
  p: Float64Array,
  mass: number,
  multiplier: number,
): Uniqueness {
  const { grid, local, nonlocal } = discrete;
  if (!energy.terms.some(({ kind }) => kind === 'internal')) return 'unknown';
  if (nonlocal === null || nonlocal.curvature === 'convex') return 'convex';
  const { bound, spectrum } = nonlocal;
  if (bound === null || spectrum === null) return 'unknown';
  const curvature = new Float64Array(p.length);
  local.curvature(curvature, p);
  const least = curvature.reduce((a, b) => Math.min(a, b), Infinity);
  // U″ is the same for every density then.
  if (energy.capabilities.quadratic && least + spectrum[0] > 0) return 'convex';
  // λ-convexity of W is that at unit mass.
  const { displacementConvexity } = capabilitiesOf(
    energy.terms.map((t) => (t.kind === 'interaction' ? { ...t, coefficient: mass * t.coefficient } : t)),
  );
  if (grid.axes.every(({ periodic }) => !periodic) && displacementConvexity(grid.dimension) > 0)
    return 'displacementConvex';
  const c = new Float64Array(p.length);
  if (!(compliance(c, p, local) < Infinity) || !pressedToBounds(p, c, multiplier, discrete)) return 'unknown';
  const free = Array.from(c.keys()).filter((i) => c[i] > 0);
  const stiffness = free.reduce((a, i) => Math.min(a, curvature[i]), Infinity);
  if (stiffness + spectrum[0] > 0) return 'strictMinimum';
  return free.length <= DENSE && positiveWithoutMass(free, c, nonlocal, bound) ? 'strictMinimum' : 'unknown';
}
