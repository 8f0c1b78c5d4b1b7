import type { Panels } from './panels.ts';
import type { ParcelEnergy } from './parcelEnergy.ts';

/**
 * One JKO step on the quantile function X, linear in the mass level s on each of M parcels of mass Δs_k that fill the box:
 *
 *     minimise    1/(2τ) ∫ (X − X_previous)² ds + Σ_k w_k U(Δs_k/w_k) + ∫ V(X) ds
 *     over        knots x_0 = lower wall < x_1 < … < x_M = upper wall,    w_k = x_{k+1} − x_k.
 *
 * The first integral is W₂²/(2τ) exactly, for monotone maps are optimal in one dimension. V is integrated by two-point
 * Gauss quadrature on each parcel, so that V″ ≥ λ makes the sum convex with modulus 1/τ + λ in L²(ds).
 */
export interface QuantileProblem {
  readonly energy: ParcelEnergy;
  /** The same with ε ∫ p log p dx added. */
  readonly viscous: (viscosity: number) => ParcelEnergy;
  readonly potential: Panels | null;
  /** Δs_k. */
  readonly mass: Float64Array;
  /** Widths and knots of the previous density. */
  readonly previous: Float64Array;
  readonly previousKnots: Float64Array;
  /** τ > 0. */
  readonly timeStep: number;
}

/** 1/τ + λ: where it is > 0 the problem is strongly convex, and has one solution. */
export function modulusOf({ timeStep, potential }: Pick<QuantileProblem, 'timeStep' | 'potential'>): number {
  return 1 / timeStep + (potential?.convexity ?? 0);
}
