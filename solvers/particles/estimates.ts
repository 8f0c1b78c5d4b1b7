import { Density } from '../../src/density/density.ts';
import { integer } from '../../src/errors/check.ts';
import type { Ensemble } from './ensemble.ts';
import { type Frame, GROUPS } from './frame.ts';

/** A number from samples. @see {@link momentEstimates} */
export interface Estimate {
  readonly value: number;
  /** Standard error over realisations; Infinity where a single realisation cannot tell. */
  readonly standardError: number;
}

/** The frame of an ensemble at the k-th of its times. */
export function frameAt({ frames }: Ensemble, k: number): Frame {
  return frames[integer('k', k, 0, frames.length - 1)];
}

/** Particles per cell, over all realisations. */
export function countsOf({ groups, squares }: Frame): Float64Array {
  const size = squares.length;
  const counts = new Float64Array(size);
  for (let g = 0; g < GROUPS; g++) for (let i = 0; i < size; i++) counts[i] += groups[g * size + i];
  return counts;
}

/** Realisations in each group. */
export function membersOf(realisations: readonly number[]): Int32Array {
  const members = new Int32Array(GROUPS);
  for (const r of realisations) members[r % GROUPS]++;
  return members;
}

/** The mean of one number per realisation, summed in the order of realisations, with its standard error. */
export function meanEstimate(values: Float64Array): Estimate {
  const n = values.length;
  const value = values.reduce((a, b) => a + b, 0) / n;
  const spread = values.reduce((s, v) => s + (v - value) ** 2, 0);
  return { value, standardError: n > 1 ? Math.sqrt(spread / (n - 1) / n) : Infinity };
}

/** A histogram as a density, with error bars. @see {@link densityEstimate} */
export interface DensityEstimate {
  readonly density: Density;
  /** Standard error over realisations of each cell average; Infinity for a single realisation. */
  readonly standardError: Float64Array;
}

/** The density of the particles of a frame. Particles of one realisation depend on one another: errors are over realisations. */
export function densityOfFrame(
  frame: Frame,
  { grid, particles, realisations }: Pick<Ensemble, 'grid' | 'particles' | 'realisations'>,
): DensityEstimate {
  const r = realisations.length;
  const unit = 1 / (particles * grid.cellVolume);
  const counts = countsOf(frame);
  const standardError = counts.map((count, i) =>
    r > 1 ? unit * Math.sqrt(Math.max(0, frame.squares[i] - count ** 2 / r) / (r - 1) / r) : Infinity,
  );
  return {
    density: new Density(
      grid,
      counts.map((count) => (count * unit) / r),
    ),
    standardError,
  };
}

/**
 * The one-particle density at the k-th time of an ensemble, with the standard error of each cell average.
 *
 * @see [Particles](/theory/particles)
 */
export function densityEstimate(ensemble: Ensemble, k: number): DensityEstimate {
  return densityOfFrame(frameAt(ensemble, k), ensemble);
}

/** First and second moments of the one-particle density. @see {@link momentEstimates} */
export interface MomentEstimates {
  /** ⟨x_k⟩ per axis. */
  readonly mean: readonly Estimate[];
  /** ⟨x_k²⟩ per axis. */
  readonly meanSquare: readonly Estimate[];
}

/**
 * ⟨x⟩ and ⟨x²⟩ per axis at the k-th time of an ensemble, from the positions themselves (not the histogram).
 *
 * @see [Particles](/theory/particles)
 */
export function momentEstimates(ensemble: Ensemble, k: number): MomentEstimates {
  const { means, meanSquares } = frameAt(ensemble, k);
  return { mean: means.map(meanEstimate), meanSquare: meanSquares.map(meanEstimate) };
}
