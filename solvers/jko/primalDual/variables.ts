import type { Grid } from '../../../src/index.ts';

/**
 * The saddle point's variables on n cells and S intervals, interval-major; values on faces are one array per axis, stored with
 * cells: entry j n + i belongs to interval j and the face between cell i and its upper neighbour, and is zero at a wall.
 */
export interface Variables {
  /** All of them, one after another: what follows are its parts. */
  readonly all: Float64Array;
  readonly density: Float64Array;
  readonly momentum: readonly Float64Array[];
  /** Dual of the face density θ = A(p^{j−1} + p^j)/2. */
  readonly mobilityDual: readonly Float64Array[];
  /** Dual of the momentum in the kinetic energy; grad φ at the solution. */
  readonly momentumDual: readonly Float64Array[];
  /** Dual of p^j: that of the local energy at p^S in the last interval, the multiplier of p^j ≥ 0, itself ≤ 0, in the others. */
  readonly densityDual: Float64Array;
}

/** Variables of zeros. */
export function emptyVariables({ size, dimension }: Grid, intervals: number): Variables {
  const length = size * intervals;
  const all = new Float64Array(length * (2 + 3 * dimension));
  const field = (k: number): Float64Array => all.subarray(k * length, (k + 1) * length);
  const faces = (k: number): Float64Array[] =>
    Array.from({ length: dimension }, (_, axis) => field(k + axis));
  return {
    all,
    density: field(0),
    momentum: faces(1),
    mobilityDual: faces(1 + dimension),
    momentumDual: faces(1 + 2 * dimension),
    densityDual: field(1 + 3 * dimension),
  };
}
