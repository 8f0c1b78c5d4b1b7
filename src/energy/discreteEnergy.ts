import type { Grid } from '../grid/grid.ts';
import type { Domain } from './internalDensity.ts';
import type { NonlocalPart } from './nonlocal/nonlocalPart.ts';

/**
 * An energy on the cell averages of one grid: E(p) = h^d Σ_i …, with first variation per unit volume; the sum of a
 * local and a nonlocal part.
 *
 * @see {@link Energy}
 */
export interface DiscreteEnergy {
  readonly grid: Grid;
  /** The sum of the local terms, ∫U(p) + ∫V p, which may be none; a local energy itself. */
  readonly local: DiscreteLocalEnergy;
  /** The sum of the terms that couple cells; null for a local energy. */
  readonly nonlocal: NonlocalPart | null;
  /** E(p). */
  value(p: Float64Array): number;
  /** Writes δE/δp (cell values, per unit volume: h^−d ∂E/∂p_i) into `out` and returns E(p). */
  firstVariation(out: Float64Array, p: Float64Array): number;
}

/**
 * A local energy on a grid, h^d Σ_i (U(p_i) + V_i p_i): all that a step solver needs, pointwise.
 *
 * U is strictly convex on `domain` if there is any; all array arguments are cell fields of the grid.
 *
 * @see {@link LocalEnergy}
 */
export interface DiscreteLocalEnergy extends DiscreteEnergy {
  readonly nonlocal: null;
  readonly domain: Domain;
  /** The least upper bound of p in each cell, of the domain and of obstacles, Infinity where there is none; null if there is none anywhere. */
  readonly ceiling: Float64Array | null;
  /** Cell values V_i of the potential. */
  readonly potential: Float64Array;
  /** Writes U″(p_i) into `out`. */
  curvature(out: Float64Array, p: Float64Array): void;
  /** Writes into `out` the p_i of the domain that maximises y_i p − U(p) − V_i p, which is (∂E*)(y). */
  inverse(out: Float64Array, y: Float64Array): void;
  /** The conjugate E*(y) = h^d Σ sup_p (y_i p − U(p) − V_i p). */
  conjugate(y: Float64Array): number;
  /** The Fenchel–Young gap E(p) + E*(y) − ⟨p, y⟩ ≥ 0 (⟨⟩ with h^d), free of cancellation where it is small. */
  fenchelGap(p: Float64Array, y: Float64Array): number;
  /** Writes argmin_p U(p) + V_i p + (p − x_i)²/(2 σ) into `out` for a step σ > 0. */
  prox(out: Float64Array, x: Float64Array, step: number): void;
  /** Bregman distance h^d Σ U(p_i) − U(q_i) − U′(q_i)(p_i − q_i) ≥ 0, without cancellation near p = q. */
  bregman(p: Float64Array, q: Float64Array): number;
}
