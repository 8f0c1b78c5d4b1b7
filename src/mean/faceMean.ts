/**
 * The mobility that two neighbouring cells give to their common face: a mean θ(a, b) of their densities.
 *
 * θ is symmetric, concave and 1-homogeneous on [0, ∞)², between min and max, so that the transport cost |m|²/θ is
 * jointly convex. By homogeneity one second derivative fixes the Hessian: θ₁₁ = −(b/a) θ₁₂ and θ₂₂ = −(a/b) θ₁₂.
 * Source: Maas 2011, Gradient flows of the entropy for finite Markov chains.
 *
 * @see {@link faceMean}
 */
export interface FaceMean {
  readonly name: FaceMeanName;
  /** θ(a, b) for a, b ≥ 0. */
  readonly value: (a: number, b: number) => number;
  /** ∂θ/∂a (a, b) for a, b > 0; by symmetry ∂θ/∂b (a, b) is `slope(b, a)`. */
  readonly slope: (a: number, b: number) => number;
  /** ∂²θ/∂a∂b (a, b) ≥ 0 for a, b > 0. */
  readonly cross: (a: number, b: number) => number;
}

/** The means on offer. @see {@link faceMean} */
export type FaceMeanName = 'arithmetic' | 'logarithmic' | 'geometric' | 'harmonic';
