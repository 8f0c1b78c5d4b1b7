import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { Grid } from '../../../src/index.ts';
import { gridTransform, laplaceEigenvalues } from '../../../src/numerics/spectralSolver.ts';

/** The metric Σ_j |p^j|²/a_j + |m^j|²/b of a projection. */
export interface ContinuityMetric {
  /** a_1, …, a_S > 0. */
  readonly density: Float64Array;
  /** b > 0. */
  readonly momentum: number;
}

/**
 * Projects (p, m) onto the continuity equation in a metric, and writes the multiplier φ; calls allocate nothing.
 *
 * @param m - per axis, stored with cells as in `Variables`.
 */
export type ContinuityProjection = (
  potential: Float64Array,
  p: Float64Array,
  m: readonly Float64Array[],
  previous: Float64Array,
  metric: ContinuityMetric,
) => void;

function addOutflow(
  out: Float64Array,
  m: Float64Array,
  at: number,
  l: number,
  r: number,
  n: number,
  inverse: number,
): void {
  for (let i = 0; i < n; i++) {
    const flux = inverse * m[at + l + i];
    out[at + l + i] += flux;
    out[at + r + i] -= flux;
  }
}

function addGradient(
  m: Float64Array,
  phi: Float64Array,
  at: number,
  l: number,
  r: number,
  n: number,
  c: number,
): void {
  for (let i = 0; i < n; i++) m[at + l + i] += c * (phi[at + r + i] - phi[at + l + i]);
}

/**
 * The projection on a grid with S intervals.
 *
 * The normal operator D diag(a) Dᵀ − b div grad, D the difference quotient in inner time, is diagonal in space after a
 * transform along the axes and tridiagonal in inner time: one direct solve whatever the grid.
 */
export function continuityProjection(grid: Grid, intervals: number): ContinuityProjection {
  const n = grid.size;
  const square = intervals * intervals;
  const transform = gridTransform(grid, intervals);
  const eigenvalues = laplaceEigenvalues(grid);
  const pivot = new Float64Array(intervals);

  /** Residual of the continuity equation. */
  function residual(
    out: Float64Array,
    p: Float64Array,
    m: readonly Float64Array[],
    previous: Float64Array,
  ): void {
    for (let i = 0; i < n; i++) out[i] = intervals * (p[i] - previous[i]);
    for (let k = n; k < p.length; k++) out[k] = intervals * (p[k] - p[k - n]);
    for (let k = 0; k < grid.dimension; k++)
      for (let j = 0; j < intervals; j++)
        eachFaceBlock(grid, k, (_, l, r, count) =>
          addOutflow(out, m[k], j * n, l, r, count, 1 / grid.axes[k].spacing),
        );
  }

  /** Mode i of all intervals: a symmetric tridiagonal system of order S. */
  function solveMode(u: Float64Array, i: number, a: Float64Array, b: number): void {
    for (let j = 0; j < intervals; j++) {
      const k = j * n + i;
      pivot[j] = square * (a[j] + (j > 0 ? a[j - 1] : 0)) + b * eigenvalues[i];
      if (j === 0) continue;
      const ratio = (-square * a[j - 1]) / pivot[j - 1];
      pivot[j] += ratio * square * a[j - 1];
      u[k] -= ratio * u[k - n];
    }
    for (let j = intervals - 1; j >= 0; j--) {
      const k = j * n + i;
      u[k] = (u[k] + (j < intervals - 1 ? square * a[j] * u[k + n] : 0)) / pivot[j];
    }
  }

  return (potential, p, m, previous, { density, momentum }) => {
    residual(potential, p, m, previous);
    transform.forward(potential, potential);
    for (let i = 0; i < n; i++) solveMode(potential, i, density, momentum);
    transform.inverse(potential, potential);
    for (let j = 0; j < intervals; j++) {
      const step = density[j] * intervals;
      for (let k = j * n; k < (j + 1) * n; k++)
        p[k] -= step * (potential[k] - (j < intervals - 1 ? potential[k + n] : 0));
    }
    for (let k = 0; k < grid.dimension; k++)
      for (let j = 0; j < intervals; j++)
        eachFaceBlock(grid, k, (_, l, r, count) =>
          addGradient(m[k], potential, j * n, l, r, count, momentum / grid.axes[k].spacing),
        );
  };
}
