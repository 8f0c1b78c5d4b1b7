/** The fluxes on offer. @see {@link faceFluxNames} */
export type FaceFluxName = 'central' | 'upwind' | 'scharfetterGummel' | 'squareRoot';

/** θ and its derivatives on a run of faces, the first at entry 0. */
export interface FaceWeights {
  readonly theta: Float64Array;
  /** ∂θ/∂a. */
  readonly byLeft: Float64Array;
  /** ∂θ/∂b. */
  readonly byRight: Float64Array;
  /** ∂θ/∂(jump of ψ). */
  readonly byJump: Float64Array;
}

/**
 * A numerical flux −θ (ψ_R − ψ_L)/h of densities a and b beside a face, θ = θ(a, b, ψ_R − ψ_L) ≥ 0.
 *
 * That θ is not negative is all that the decrease of E asks for, and that the flux vanishes with the jump of ψ is all that discrete
 * equilibria do.
 */
export interface FaceFlux {
  readonly name: FaceFluxName;
  /** Takes the densities of all cells, > 0, before faces are weighed. */
  update(p: Float64Array): void;
  /** Weighs the faces between cells left + i and right + i, 0 ≤ i < count, at the potentials ψ; there is room for so many. */
  weigh(
    weights: FaceWeights,
    p: Float64Array,
    psi: Float64Array,
    left: number,
    right: number,
    count: number,
  ): void;
}

/** Room for the weights of n faces. */
export function faceWeights(n: number): FaceWeights {
  const room = (): Float64Array => new Float64Array(n);
  return { theta: room(), byLeft: room(), byRight: room(), byJump: room() };
}
