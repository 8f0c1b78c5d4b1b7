import type { Grid } from '../../../src/index.ts';
import { gridTransform, laplaceEigenvalues } from '../../../src/numerics/spectralSolver.ts';

/**
 * Projects (p, m) onto the continuity equation in the metric Σ_j (|p^j|²/a_j + |m^j|²/b) and writes the multiplier φ.
 *
 * The normal operator D diag(a) Dᵀ − b div grad, D the difference quotient in inner time, is diagonal in space after a
 * cosine transform and tridiagonal in inner time: one direct solve whatever the grid.
 */
export type ContinuityProjection = (
  potential: Float64Array,
  p: Float64Array,
  m: Float64Array,
  previous: Float64Array,
) => void;

/** The projection for steps `densitySteps` = (a_1, …, a_S) and `momentumStep` = b; calls allocate nothing. */
export function continuityProjection(
  grid: Grid,
  densitySteps: Float64Array,
  momentumStep: number,
): ContinuityProjection {
  const intervals = densitySteps.length;
  const n = grid.size;
  const h = grid.axes[0].spacing;
  const square = intervals * intervals;
  const transform = gridTransform(grid, intervals);
  const eigenvalues = laplaceEigenvalues(grid);
  const pivot = new Float64Array(intervals);

  /** Residual of the continuity equation. */
  function residual(out: Float64Array, p: Float64Array, m: Float64Array, previous: Float64Array): void {
    for (let j = 0; j < intervals; j++) {
      for (let i = 0; i < n; i++) {
        const k = j * n + i;
        const change = p[k] - (j === 0 ? previous[i] : p[k - n]);
        out[k] = intervals * change + ((i < n - 1 ? m[k] : 0) - (i > 0 ? m[k - 1] : 0)) / h;
      }
    }
  }

  /** Mode i of all intervals: a symmetric tridiagonal system of order S. */
  function solveMode(u: Float64Array, i: number): void {
    for (let j = 0; j < intervals; j++) {
      const k = j * n + i;
      pivot[j] =
        square * (densitySteps[j] + (j > 0 ? densitySteps[j - 1] : 0)) + momentumStep * eigenvalues[i];
      if (j === 0) continue;
      const ratio = (-square * densitySteps[j - 1]) / pivot[j - 1];
      pivot[j] += ratio * square * densitySteps[j - 1];
      u[k] -= ratio * u[k - n];
    }
    for (let j = intervals - 1; j >= 0; j--) {
      const k = j * n + i;
      u[k] = (u[k] + (j < intervals - 1 ? square * densitySteps[j] * u[k + n] : 0)) / pivot[j];
    }
  }

  return (potential, p, m, previous) => {
    residual(potential, p, m, previous);
    transform.forward(potential, potential);
    for (let i = 0; i < n; i++) solveMode(potential, i);
    transform.inverse(potential, potential);
    for (let j = 0; j < intervals; j++) {
      for (let i = 0; i < n; i++) {
        const k = j * n + i;
        p[k] -= densitySteps[j] * intervals * (potential[k] - (j < intervals - 1 ? potential[k + n] : 0));
        if (i < n - 1) m[k] += (momentumStep * (potential[k + 1] - potential[k])) / h;
      }
    }
  };
}
