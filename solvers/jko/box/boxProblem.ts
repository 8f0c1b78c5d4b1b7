import type { DiscreteEnergy, GradientFlow } from '../../../src/index.ts';
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

/** Bounds of a density, cell by cell. */
export interface DensityBounds {
  readonly lower: number;
  /** The upper bound in each cell, Infinity where there is none; null if there is none anywhere. */
  readonly ceiling: Float64Array | null;
}

/** The bounds that the mobility and the energy of a flow leave to the densities of a path. */
export function boundsOf({
  mobility,
  discrete,
  grid,
}: Pick<GradientFlow, 'mobility' | 'discrete' | 'grid'>): Pick<BoxProblem, 'inner' | 'end'> {
  const [least, most] = mobility.domain;
  const { domain, ceiling } = discrete.local;
  const inner = {
    lower: least,
    ceiling: most < Infinity ? new Float64Array(grid.size).fill(most) : null,
  };
  const end = {
    lower: Math.max(least, domain[0]),
    ceiling: ceiling === null ? inner.ceiling : ceiling.map((c) => Math.min(c, most)),
  };
  return { inner, end };
}
