import type { Energy } from '../../energy/index.ts';
import { type FaceMean, faceMean, faceMeanNames } from '../../mean/index.ts';
import type { SolverSubject } from './law.ts';

/** The metric of JKO steps on a line: the mean on faces, and how many intervals a path has. */
export interface LineMetric {
  readonly mean: FaceMean;
  readonly intervals: number;
}

/**
 * The metric in which a solver measures its steps, read from its settings `faceMean` and `innerIntervals`; null if they do not say,
 * if a step is put together of several, or if the flow is not one between walls on a line with the linear mobility, where the momentum follows from the densities alone.
 */
export function lineMetric<E extends Energy>({ solver, flow }: SolverSubject<E>): LineMetric | null {
  const { faceMean: name, innerIntervals: intervals, order = 1, adaptive = false } = solver.settings;
  const known = faceMeanNames.find((n) => n === name);
  const { dimension, axes } = flow.grid;
  if (dimension > 1 || axes[0].periodic || !flow.mobility.linear) return null;
  if (known === undefined || typeof intervals !== 'number' || order !== 1 || adaptive !== false) return null;
  return { mean: faceMean(known), intervals };
}

/** The momentum on inner faces that takes one density to another: what is missing on the left has come from the right. */
export function momentum(from: Float64Array, to: Float64Array, spacing: number): Float64Array {
  const m = new Float64Array(from.length - 1);
  let moved = 0;
  for (let f = 0; f < m.length; f++) {
    moved += spacing * (from[f] - to[f]);
    m[f] = moved;
  }
  return m;
}

/**
 * h Σ_j Δs Σ_f m_f²/θ_f^j along p^j = (1 − j/S) p + (j/S) q, with θ^j at the middle of each interval: the square of a length that the
 * distance in this metric does not exceed, and for S = 1 that of the distance itself.
 */
export function squaredLength(
  { mean, intervals }: LineMetric,
  p: Float64Array,
  q: Float64Array,
  spacing: number,
): number {
  const m = momentum(p, q, spacing);
  let total = 0;
  for (let j = 0; j < intervals; j++) {
    const t = (j + 0.5) / intervals;
    const middle = p.map((v, i) => (1 - t) * v + t * q[i]);
    // Where nothing moves, an empty face costs nothing.
    for (let f = 0; f < m.length; f++)
      if (m[f] !== 0) total += m[f] ** 2 / mean.value(middle[f], middle[f + 1]);
  }
  return (spacing * total) / intervals;
}
