import type { DiscreteEnergy } from '../../../src/index.ts';
import type { DensityBounds } from '../../densityBounds.ts';
import type { FaceMobility } from './faceMobility.ts';

/**
 * One JKO step on a box, in Benamou–Brenier form with S inner intervals, Δs = 1/S:
 *
 *     minimise    1/(2τ) Σ_j Δs h^d Σ_f |m_f^j|²/θ_f^j + E(p^S)
 *     subject to  (p^j − p^{j−1})/Δs + div m^j = 0,  j = 1…S,  p^0 = previous,  θ_f^j = θ_f((p^{j−1} + p^j)/2).
 *
 * Values on faces are one array per axis, stored with cells: entry j n + i belongs to interval j and to the face between
 * cell i and its upper neighbour, and is zero at a wall.
 */
export interface BoxProblem {
  readonly energy: DiscreteEnergy;
  /** Cell averages p^0 of the previous density. */
  readonly previous: Float64Array;
  /** τ > 0. */
  readonly timeStep: number;
  /** S ≥ 1. */
  readonly intervals: number;
  readonly mobility: FaceMobility;
  /** What the densities p^1…p^{S−1} of a path stay between. */
  readonly inner: DensityBounds;
  /** What the density p^S stays between. */
  readonly end: DensityBounds;
}
