import type { DiscreteLocalEnergy, FaceMean } from '../../src/index.ts';

/**
 * One JKO step in Benamou–Brenier form with S inner intervals, Δs = 1/S:
 *
 *     minimise    1/(2τ) Σ_j Δs h Σ_f |m_f^j|²/θ_f^j + E(p^S)
 *     subject to  (p^j − p^{j−1})/Δs + div m^j = 0,  j = 1…S,  p^0 = previous,  θ_f^j = θ_f((p^{j−1} + p^j)/2).
 */
export interface StepProblem {
  readonly energy: DiscreteLocalEnergy;
  /** Cell averages p^0 of the previous density. */
  readonly previous: Float64Array;
  /** τ > 0. */
  readonly timeStep: number;
  /** S ≥ 1. */
  readonly intervals: number;
  readonly faceMean: FaceMean;
}

/** The densities p^1…p^S, interval-major (`density[j * n + i]`), and the potentials φ^1…φ^S of the continuity equations. */
export interface Path {
  readonly density: Float64Array;
  readonly potential: Float64Array;
}

/** A path of zeros for n cells and S intervals. */
export function emptyPath(cells: number, intervals: number): Path {
  return { density: new Float64Array(cells * intervals), potential: new Float64Array(cells * intervals) };
}

/** The density p^S at the end of a path, sharing its memory. */
export function endOf({ density }: Path, { intervals, previous }: StepProblem): Float64Array {
  return density.subarray((intervals - 1) * previous.length);
}
