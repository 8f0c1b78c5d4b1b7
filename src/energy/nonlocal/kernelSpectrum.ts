import type { Grid } from '../../grid/grid.ts';
import type { Convolution } from '../../numerics/convolution.ts';
import { signsOfSpectrum } from '../../numerics/signsOfSpectrum.ts';
import type { Field } from '../term.ts';
import { type EmbeddingSpectrum, embeddingSpectrum, leastLengths, moreLengths } from './embedding.ts';
import type { Curvature } from './nonlocalPart.ts';
import { withoutQuadratic } from './quadraticKernel.ts';

/** What is known of the eigenvalues of W∗ on a grid. */
export interface KernelSpectrum {
  readonly curvature: Curvature;
  /** At least ‖W∗‖ on all fields. */
  readonly bound: number;
  /** Bounds of the eigenvalues on fields of zero sum. */
  readonly range: readonly [lowest: number, highest: number];
}

/** Convolutions spent on a witness. */
const ITERATIONS = 24;

/** A sign is a witness only beyond this part of the bound: more than the rounding of a convolution. */
const MARGIN = 1e-12;

function signOf({ lowest, highest, rounding }: EmbeddingSpectrum): 'convex' | 'concave' | null {
  return lowest >= -rounding ? 'convex' : highest <= rounding ? 'concave' : null;
}

/** Convex if W is without the part Q ≤ 0 of the quadratic form that it follows, concave if it is without the part Q ≥ 0. */
function signBesideQuadratic(
  grid: Grid,
  W: Field,
  { rounding }: EmbeddingSpectrum,
): 'convex' | 'concave' | null {
  for (const [sign, kind] of [
    [-1, 'convex'],
    [1, 'concave'],
  ] as const) {
    const rest = withoutQuadratic(grid, W, sign);
    if (rest === null) continue;
    const { lowest, highest } = embeddingSpectrum(grid, rest, leastLengths(grid));
    // What was taken away cancels: the rounding is that of W itself.
    if (kind === 'convex' ? lowest >= -rounding : highest <= rounding) return kind;
  }
  return null;
}

/** Whether W∗ has eigenvalues of both signs that can be shown. */
function isIndefinite(grid: Grid, convolve: Convolution, bound: number): boolean {
  const { negative, positive } = signsOfSpectrum(convolve, grid.size, MARGIN * bound, true, ITERATIONS);
  return negative && positive;
}

/**
 * Bounds of the spectrum of W∗ on a grid, and the sign of ∬W d d on fields d of zero sum:
 *
 * 1. by the spectrum of a cyclic convolution that contains it, with or without the quadratic form that W follows: a proof,
 *    up to rounding (1e-14 of ∫|W|);
 * 2. the same with one that is longer, where W decays;
 * 3. failing these, by vectors of both signs from Lanczos' method: a proof that it has none.
 *
 * Otherwise it is unknown.
 *
 * @param convolve - W∗.
 */
export function kernelSpectrum(grid: Grid, W: Field, convolve: Convolution): KernelSpectrum {
  const spectra = [embeddingSpectrum(grid, W, leastLengths(grid))];
  let curvature: Curvature | null = signOf(spectra[0]) ?? signBesideQuadratic(grid, W, spectra[0]);
  const longer = curvature === null ? moreLengths(grid, W) : null;
  if (longer !== null) {
    const spectrum = embeddingSpectrum(grid, W, longer);
    curvature = signOf(spectrum);
    spectra.push(spectrum);
  }
  const lowest = Math.max(...spectra.map((s) => s.lowest - s.rounding));
  const highest = Math.min(...spectra.map((s) => s.highest + s.rounding));
  const bound = Math.min(
    ...spectra.map(
      (s) => Math.max(Math.abs(s.constant), Math.abs(s.lowest), Math.abs(s.highest)) + s.rounding,
    ),
  );
  curvature ??= isIndefinite(grid, convolve, bound) ? 'indefinite' : 'unknown';
  return { curvature, bound, range: [lowest, highest] };
}
