import type { FaceMean } from '../../src/index.ts';
import type { Path, StepProblem } from './stepProblem.ts';

/** What a path makes of the faces: arrays of S·n in which entry j·n + f belongs to face f (between cells f and f + 1). */
export interface FaceValues {
  /** m, fixed by the densities through the continuity equation (one dimension). */
  readonly momentum: Float64Array;
  /** θ((p^{j−1} + p^j)/2). */
  readonly mobility: Float64Array;
  /** m/θ. */
  readonly velocity: Float64Array;
  /** ∂θ/∂p_L and ∂θ/∂p_R of the averaged densities. */
  readonly slopeLeft: Float64Array;
  readonly slopeRight: Float64Array;
}

/** Face values of zeros. */
export function emptyFaceValues(cells: number, intervals: number): FaceValues {
  const make = (): Float64Array => new Float64Array(cells * intervals);
  return { momentum: make(), mobility: make(), velocity: make(), slopeLeft: make(), slopeRight: make() };
}

/**
 * The momentum that moves p to q in the pseudo-time Δs: m_f = −(h/Δs) Σ_{i ≤ f} (q_i − p_i), zero at the walls.
 *
 * Summed from both walls towards the face at which half of the mass lies on either side: in near-vacuum the flux is then
 * accurate relative to the little mass beyond it, and the rounding of the total mass falls on a face with mass around it.
 *
 * @param out - written at offset `at`, n − 1 faces.
 * @param p - n cells at offset `from`; @param q - n cells at offset `at`.
 */
export function momentumBetween(
  out: Float64Array,
  p: Float64Array,
  from: number,
  q: Float64Array,
  at: number,
  n: number,
  scale: number,
): void {
  let half = 0;
  for (let i = 0; i < n; i++) half += p[from + i] + q[at + i];
  half *= 0.5;
  let middle = 0;
  let passed = 0;
  while (middle < n - 1 && passed < half) {
    passed += p[from + middle] + q[at + middle];
    middle++;
  }
  let sum = 0;
  for (let f = 0; f < middle; f++) {
    sum += q[at + f] - p[from + f];
    out[at + f] = -scale * sum;
  }
  sum = 0;
  for (let f = n - 2; f >= middle; f--) {
    sum += q[at + f + 1] - p[from + f + 1];
    out[at + f] = scale * sum;
  }
}

function mobilities(
  out: FaceValues,
  p: Float64Array,
  from: number,
  q: Float64Array,
  at: number,
  n: number,
  mean: FaceMean,
): void {
  const { momentum, mobility, velocity, slopeLeft, slopeRight } = out;
  for (let f = 0; f < n - 1; f++) {
    const left = 0.5 * (p[from + f] + q[at + f]);
    const right = 0.5 * (p[from + f + 1] + q[at + f + 1]);
    const k = at + f;
    mobility[k] = mean.value(left, right);
    velocity[k] = momentum[k] / mobility[k];
    slopeLeft[k] = mean.slope(left, right);
    slopeRight[k] = mean.slope(right, left);
  }
}

/** Writes momentum, mobility, velocity and slopes of a path with positive densities. */
export function evaluateFaces(out: FaceValues, { density }: Path, problem: StepProblem): void {
  const { previous, intervals, faceMean, energy } = problem;
  const n = previous.length;
  const scale = energy.grid.axes[0].spacing * intervals;
  for (let j = 0; j < intervals; j++) {
    const p = j === 0 ? previous : density;
    const from = j === 0 ? 0 : (j - 1) * n;
    momentumBetween(out.momentum, p, from, density, j * n, n, scale);
    mobilities(out, p, from, density, j * n, n, faceMean);
  }
}
