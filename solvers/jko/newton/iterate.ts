import { type EvaluationScratch, evaluationScratch } from '../certificate.ts';
import { emptyFaceValues, type FaceValues } from '../faceValues.ts';
import { type PotentialScratch, potentialScratch } from '../feasiblePotentials.ts';
import { emptyPath, type Path } from '../stepProblem.ts';
import { type BlockTridiagonal, blockTridiagonal } from './blockTridiagonal.ts';

/** Everything that the Newton iteration on n cells and S intervals writes to; kept from step to step. */
export interface Iterate {
  readonly path: Path;
  /** The densities of the least gap met so far. */
  readonly best: Float64Array;
  /** Multipliers z^j ≥ 0 of p^j ≥ 0, interval-major. */
  readonly multiplier: Float64Array;
  readonly faces: FaceValues;
  readonly matrix: BlockTridiagonal;
  /** Unknowns of one cell together: (p^1, φ^1, …, p^S, φ^S). */
  readonly unknowns: Float64Array;
  /** Residuals of stationarity in p and of continuity, interval-major. */
  readonly stationarity: Float64Array;
  readonly continuity: Float64Array;
  /** 1/√D with D the diagonal of the p block; unknowns are p/scale. */
  readonly scale: Float64Array;
  /** δE and U″ at p^S. */
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
  /** Newton directions. */
  readonly densityStep: Float64Array;
  readonly potentialStep: Float64Array;
  readonly multiplierStep: Float64Array;
  /** Densities before the step, interval-major. */
  readonly origin: Float64Array;
  /** n cells to overwrite. */
  readonly cells: Float64Array;
  /** The densities of `path` with potentials that are feasible. */
  readonly feasible: Path;
  readonly potentialScratch: PotentialScratch;
  readonly evaluation: EvaluationScratch;
}

/** An iterate of zeros. */
export function emptyIterate(cells: number, intervals: number): Iterate {
  const make = (): Float64Array => new Float64Array(cells * intervals);
  const path = emptyPath(cells, intervals);
  return {
    path,
    best: make(),
    multiplier: make(),
    faces: emptyFaceValues(cells, intervals),
    matrix: blockTridiagonal(cells, 2 * intervals),
    unknowns: new Float64Array(2 * cells * intervals),
    stationarity: make(),
    continuity: make(),
    scale: make(),
    slope: new Float64Array(cells),
    curvature: new Float64Array(cells),
    densityStep: make(),
    potentialStep: make(),
    multiplierStep: make(),
    origin: make(),
    cells: new Float64Array(cells),
    feasible: { density: path.density, potential: make() },
    potentialScratch: potentialScratch(cells),
    evaluation: evaluationScratch(cells, intervals),
  };
}
