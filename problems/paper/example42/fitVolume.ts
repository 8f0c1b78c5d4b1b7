import { type LinearisedTrajectory, lineariseTrajectory } from '../../../solvers/index.ts';
import { type Density, type Energy, excludedVolume, gradientFlow, sum } from '../../../src/index.ts';

/** Densities seen at equal distances in time, the first where the model begins. */
export interface Seen {
  readonly densities: readonly Density[];
  /** The time from each to the next. */
  readonly every: number;
  /** The energy but for the excluded volume. */
  readonly energy: Energy;
  /** (N − 1) ε², by which α is multiplied. */
  readonly unit: number;
}

/** α fitted to what was seen. */
export interface VolumeFit {
  readonly alpha: number;
  /** ∂α/∂d of every value seen but those of the first density, one array per density. */
  readonly influence: readonly Float64Array[];
  /** Σ (d − p)². */
  readonly squares: number;
  readonly iterations: number;
  readonly trajectory: LinearisedTrajectory;
}

const MOST_ITERATIONS = 20;
/** α has been found once it changes by no more than this. */
const FOUND = 1e-8;

/**
 * The α whose JKO steps are nearest to what was seen, in the sum of squares of differences, by the method of Gauss and Newton:
 * with the tangents s = ∂p/∂α of all steps, α ← α + ⟨s, d − p⟩/⟨s, s⟩.
 *
 * @param guess - > 0, α to begin with. @param timeStep - a part of `every`.
 */
export function fitVolume(
  { densities, every, energy, unit }: Seen,
  guess: number,
  timeStep: number,
): VolumeFit {
  const [initial, ...later] = densities;
  const stride = Math.round(every / timeStep);
  let alpha = guess;
  for (let iterations = 1; ; iterations++) {
    const flow = gradientFlow({ energy: sum(energy, excludedVolume(alpha * unit)), initial });
    const trajectory = lineariseTrajectory(flow, { timeStep, steps: stride * later.length });
    const tangents = trajectory.tangent({ energy: excludedVolume(unit) });
    let slope = 0;
    let curvature = 0;
    let squares = 0;
    later.forEach(({ values }, k) => {
      const p = trajectory.densities[(k + 1) * stride].values;
      const s = tangents[(k + 1) * stride];
      for (let i = 0; i < p.length; i++) {
        slope += s[i] * (values[i] - p[i]);
        curvature += s[i] ** 2;
        squares += (values[i] - p[i]) ** 2;
      }
    });
    const change = slope / curvature;
    if (Math.abs(change) <= FOUND || iterations === MOST_ITERATIONS) {
      const influence = later.map((_, k) => tangents[(k + 1) * stride].map((s) => s / curvature));
      return { alpha, influence, squares, iterations, trajectory };
    }
    alpha = Math.max(alpha + change, 0.1 * alpha);
  }
}
