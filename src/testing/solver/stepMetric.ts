import type { Energy } from '../../energy/index.ts';
import { eachFaceBlock } from '../../grid/eachFace.ts';
import { type FaceField, faceField } from '../../grid/faceField.ts';
import type { Grid } from '../../grid/index.ts';
import { divergence, gradient } from '../../grid/operators.ts';
import { type FaceMean, faceMean, faceMeanNames } from '../../mean/index.ts';
import { conjugateGradients } from './conjugateGradients.ts';
import type { SolverSubject } from './law.ts';

/** The metric of JKO steps: the grid, the mean on its faces, and how many intervals a path has. */
export interface StepMetric {
  readonly grid: Grid;
  readonly mean: FaceMean;
  readonly intervals: number;
}

/**
 * The metric in which a solver measures its steps, read from its settings `faceMean` and `innerIntervals`; null if they do not say,
 * if a step is put together of several, or if the mobility of the flow is not the linear one.
 */
export function stepMetric<E extends Energy>({ solver, flow }: SolverSubject<E>): StepMetric | null {
  const { faceMean: name, innerIntervals: intervals, order = 1, adaptive = false } = solver.settings;
  const known = faceMeanNames.find((n) => n === name);
  if (known === undefined || typeof intervals !== 'number' || order !== 1 || adaptive !== false) return null;
  return flow.mobility.linear ? { grid: flow.grid, mean: faceMean(known), intervals } : null;
}

/** Calls `visit(axis, face, left, right)` for every inner face of a grid. */
export function eachFace(
  grid: Grid,
  visit: (axis: number, face: number, left: number, right: number) => void,
): void {
  for (let k = 0; k < grid.dimension; k++)
    eachFaceBlock(grid, k, (f, l, r, n) => {
      for (let i = 0; i < n; i++) visit(k, f + i, l + i, r + i);
    });
}

/** θ on faces at densities p. */
export function mobilities({ grid, mean }: StepMetric, p: Float64Array): FaceField {
  const theta = faceField(grid);
  eachFace(grid, (k, f, l, r) => {
    theta[k][f] = mean.value(p[l], p[r]);
  });
  return theta;
}

/** θ grad φ on faces. */
export function flux(theta: FaceField, phi: Float64Array, grid: Grid): FaceField {
  const m = faceField(grid);
  gradient(m, phi, grid);
  return m.map((own, k) => own.map((v, f) => (theta[k][f] === 0 ? 0 : theta[k][f] * v)));
}

/** −div θ grad on a grid, with its diagonal. */
export interface Conduction {
  readonly diagonal: Float64Array;
  readonly apply: (out: Float64Array, phi: Float64Array) => void;
}

export function conduction(theta: FaceField, grid: Grid): Conduction {
  const diagonal = new Float64Array(grid.size);
  eachFace(grid, (k, f, l, r) => {
    const weight = theta[k][f] / grid.axes[k].spacing ** 2;
    diagonal[l] += weight;
    diagonal[r] += weight;
  });
  return {
    diagonal,
    apply(out, phi) {
      divergence(out, flux(theta, phi, grid), grid);
      for (let i = 0; i < out.length; i++) out[i] = -out[i];
    },
  };
}

/** φ with −div(θ grad φ) = q − p, for which m = θ grad φ takes p to q at the least ∑ m²/θ. */
export function potentialBetween(
  theta: FaceField,
  p: Float64Array,
  q: Float64Array,
  grid: Grid,
): Float64Array {
  const { apply, diagonal } = conduction(theta, grid);
  const change = q.map((v, i) => v - p[i]);
  // What rounding has left of the change of mass has no potential.
  const total = (field: Float64Array): number => field.reduce((s, v) => s + v, 0);
  const gained = total(change) / total(diagonal);
  return conjugateGradients(
    apply,
    diagonal,
    change.map((v, i) => v - gained * diagonal[i]),
  );
}

/** Where the momentum m, the same throughout the step, takes p: p − div m. */
export function movedBy(p: Float64Array, m: FaceField, grid: Grid): Float64Array {
  const out = new Float64Array(p.length);
  divergence(out, m, grid);
  return out.map((v, i) => p[i] - v);
}

/**
 * h^d Σ_j Δs Σ_f m_f²/θ_f^j along p^j = p − (j/S) div m, with θ^j at the middle of each interval: the square of a length that the
 * distance in this metric does not exceed.
 */
export function squaredLength(metric: StepMetric, p: Float64Array, m: FaceField): number {
  const { grid, intervals } = metric;
  const q = movedBy(p, m, grid);
  let total = 0;
  for (let j = 0; j < intervals; j++) {
    const t = (j + 0.5) / intervals;
    const theta = mobilities(
      metric,
      p.map((v, i) => (1 - t) * v + t * q[i]),
    );
    // Where nothing moves, an empty face costs nothing.
    for (const [k, own] of m.entries())
      own.forEach((v, f) => {
        if (v !== 0) total += v ** 2 / theta[k][f];
      });
  }
  return (grid.cellVolume * total) / intervals;
}
