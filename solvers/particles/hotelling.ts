import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { ArgumentError } from '../../src/errors/argumentError.ts';
import { incompleteBeta } from '../../src/numerics/incompleteBeta.ts';
import type { JointEstimate } from './jackknife.ts';

/** How far estimates are from what is expected of them, all together. @see {@link hotelling} */
export interface JointDistance {
  /** √F: of one estimate its distance in standard errors, and of several near 1, whatever their correlations. */
  readonly distance: number;
  /** Probability of so large a distance if all expectations are right; NaN where there are too few groups to tell. */
  readonly probability: number;
}

/**
 * Hotelling's test of several estimates from the same data against what is expected of them.
 *
 * T² = dᵀ C⁻¹ d with d = values − expected and C their covariance, from g groups; F = (g − m) T²/(m (g − 1)) has Fisher’s law F(m, g − m)
 * if the groups are normal: it knows that C is an estimate, too.
 *
 * @param expected - one for each of the m values.
 * @throws ArgumentError for more or fewer of them.
 * Source: Hotelling 1931, The generalization of Student's ratio.
 * @see {@link freeEnergyPath}
 */
export function hotelling(
  { values, covariance, groups }: JointEstimate,
  expected: readonly number[],
): JointDistance {
  const m = values.length;
  if (expected.length !== m)
    throw new ArgumentError('expected', `${expected.length} values`, `as many as there are estimates, ${m}`);
  const unknown = { distance: Number.NaN, probability: Number.NaN };
  if (groups <= m) return unknown;
  const cholesky = new CholeskyDecomposition(new Matrix(covariance.map((row) => [...row])));
  if (!cholesky.isPositiveDefinite()) return unknown;
  const d = values.map((v, k) => v - expected[k]);
  const solved = cholesky.solve(Matrix.columnVector(d)).to1DArray();
  const square = d.reduce((s, v, k) => s + v * solved[k], 0);
  const free = groups - m;
  const f = (free * square) / (m * (groups - 1));
  return {
    distance: Math.sqrt(f),
    probability: incompleteBeta(free / (free + m * f), free / 2, m / 2),
  };
}
