/** The saddle point's variables on n cells and S intervals, interval-major, and their next values. */
export interface Variables {
  readonly density: Float64Array;
  readonly momentum: Float64Array;
  /** Dual of the face density θ = A(p^{j−1} + p^j)/2. */
  readonly mobilityDual: Float64Array;
  /** Dual of the momentum in the kinetic energy; grad φ at the solution. */
  readonly momentumDual: Float64Array;
  /** Dual of p^j: δE(p^S) in the last interval, the multiplier of p^j ≥ 0, itself ≤ 0, in the others. */
  readonly densityDual: Float64Array;
}

/** Variables of zeros. */
export function emptyVariables(cells: number, intervals: number): Variables {
  const make = (): Float64Array => new Float64Array(cells * intervals);
  return {
    density: make(),
    momentum: make(),
    mobilityDual: make(),
    momentumDual: make(),
    densityDual: make(),
  };
}

/** Step sizes of the primal and dual variables; every product of adjacent ones with the coupling's norm is at most 1. */
export interface StepSizes {
  /** Per interval. */
  readonly density: Float64Array;
  readonly momentum: number;
  readonly mobilityDual: number;
  readonly momentumDual: number;
  /** Dual step of E in the last interval. */
  readonly energyDual: number;
  /** Dual step of p^j ≥ 0 in the others. */
  readonly signDual: number;
}
