import { noiseOfDistance, noiseOfEnergies } from '../compare/noise.ts';
import { l1Distance, largestDifference } from '../density/distance.ts';
import { restrict } from '../density/restrict.ts';
import type { Snapshot } from '../flow/trajectory.ts';
import { wassersteinDistance } from '../transport/wasserstein1d.ts';

/**
 * How the end of a run is compared with the reference: `l1`, `largest` (L∞), `wasserstein` (W₂, on a line) or `energy`.
 *
 * @see {@link refine}
 */
export type RefinementError = 'l1' | 'largest' | 'wasserstein' | 'energy';

/** The names of {@link RefinementError}, the default first. */
export const refinementErrors: readonly RefinementError[] = ['l1', 'largest', 'wasserstein', 'energy'];

/** The symbols of {@link RefinementError}. */
export const errorSymbols: Readonly<Record<RefinementError, string>> = {
  l1: 'L¹ distance',
  largest: 'largest difference',
  wasserstein: 'W₂ distance',
  energy: 'difference of E',
};

/** Where a run ends. */
export interface End extends Pick<Snapshot, 'density' | 'standardErrors'> {
  /** E, on the grid of the density. */
  readonly energy: number;
}

/** The distance of two ends: densities on the grid of `coarse`, to which `fine` is averaged, energies each on its own. */
export function distance(error: RefinementError, coarse: End, fine: End): number {
  if (error === 'energy') return Math.abs(coarse.energy - fine.energy);
  const q = restrict(fine.density, coarse.density.grid);
  switch (error) {
    case 'l1':
      return l1Distance(coarse.density, q);
    case 'largest':
      return largestDifference(coarse.density, q);
    case 'wasserstein':
      return wassersteinDistance(coarse.density, q);
  }
}

/** What sampling alone would make of the distance of two ends, Infinity where that is not known; null where neither is sampled. */
export function noiseOf(
  error: RefinementError,
  { standardErrors: coarse }: End,
  { standardErrors: fine }: End,
): number | null {
  const noise = error === 'energy' ? noiseOfEnergies(coarse, fine) : noiseOfDistance(coarse, fine);
  return noise === null || error === 'l1' || error === 'energy' ? noise : Infinity;
}
