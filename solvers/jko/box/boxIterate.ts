import type { Grid } from '../../../src/index.ts';

/** Everything that a Newton iteration on n cells and S intervals writes to, interval-major; kept from step to step. */
export interface BoxIterate {
  readonly grid: Grid;
  readonly intervals: number;
  /** p^j, m^j per axis, φ^j. */
  readonly density: Float64Array;
  readonly momentum: readonly Float64Array[];
  readonly potential: Float64Array;
  /** Multipliers of the lower and the upper bound of p^j. */
  readonly lowerMultiplier: Float64Array;
  readonly upperMultiplier: Float64Array;

  /** θ and its derivatives by the averaged densities of the two cells. */
  readonly mobility: readonly Float64Array[];
  readonly slopeLeft: readonly Float64Array[];
  readonly slopeRight: readonly Float64Array[];
  /** Δs τ θ/h². */
  readonly conductance: readonly Float64Array[];
  /** Δs/(2h) v ∂θ for the velocity v = τ grad φ. */
  readonly transportLeft: readonly Float64Array[];
  readonly transportRight: readonly Float64Array[];

  /** K^j = (τ/2) Σ ∂θ |grad φ^j|². */
  readonly kinetic: Float64Array;
  /** Δs div(τ θ grad φ − m). */
  readonly outflow: Float64Array;
  /** δE(p^S), and the first variation of its nonlocal part. */
  readonly slope: Float64Array;
  readonly nonlocalSlope: Float64Array;
  /** Residual of stationarity in p. */
  readonly stationarity: Float64Array;
  /** The diagonal of the p block of Newton's matrix, and its inverse. */
  readonly curvature: Float64Array;
  readonly inverseCurvature: Float64Array;

  readonly densityStep: Float64Array;
  readonly momentumStep: readonly Float64Array[];
  readonly potentialStep: Float64Array;
  /** Cᵀ δφ of Newton's linear system, and the weights of its residuals. */
  readonly pulled: Float64Array;
  readonly weight: Float64Array;
  /** Fields to overwrite. */
  readonly scratch: Float64Array;
  readonly cells: Float64Array;
}

/** An iterate of zeros. */
export function boxIterate(grid: Grid, intervals: number): BoxIterate {
  const field = (): Float64Array => new Float64Array(grid.size * intervals);
  const faces = (): Float64Array[] => grid.axes.map(field);
  return {
    grid,
    intervals,
    density: field(),
    momentum: faces(),
    potential: field(),
    lowerMultiplier: field(),
    upperMultiplier: field(),
    mobility: faces(),
    slopeLeft: faces(),
    slopeRight: faces(),
    conductance: faces(),
    transportLeft: faces(),
    transportRight: faces(),
    kinetic: field(),
    outflow: field(),
    slope: new Float64Array(grid.size),
    nonlocalSlope: new Float64Array(grid.size),
    stationarity: field(),
    curvature: field(),
    inverseCurvature: field(),
    densityStep: field(),
    momentumStep: faces(),
    potentialStep: field(),
    pulled: field(),
    weight: field(),
    scratch: field(),
    cells: new Float64Array(grid.size),
  };
}
