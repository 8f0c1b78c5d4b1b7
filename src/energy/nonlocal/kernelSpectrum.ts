import type { Grid } from '../../grid/grid.ts';
import { convolutionKernel } from '../../numerics/convolutionKernel.ts';
import { evenSpectrum } from '../../numerics/evenSpectrum.ts';
import { nextPowerOfTwo } from '../../numerics/fft.ts';
import type { Field } from '../term.ts';
import type { Curvature } from './nonlocalPart.ts';

/** What the eigenvalues of a convolution say. */
export interface KernelSpectrum {
  readonly curvature: Curvature;
  readonly bound: number;
}

/** Eigenvalues below this part of the largest are rounding. */
const ROUNDING = 1e-13;

/** Bounds of the spectrum of a convolution on a grid by that of a larger one that wraps around. */
export function kernelSpectrum(grid: Grid, W: Field): KernelSpectrum {
  const lengths = grid.axes.map(({ cells, periodic }) => (periodic ? cells : nextPowerOfTwo(2 * cells - 1)));
  const spectrum = evenSpectrum(convolutionKernel(grid, W, lengths), lengths);
  let [lowest, highest] = [Infinity, -Infinity];
  for (let k = 1; k < spectrum.length; k++) {
    lowest = Math.min(lowest, spectrum[k]);
    highest = Math.max(highest, spectrum[k]);
  }
  const bound = Math.max(Math.abs(spectrum[0]), Math.abs(lowest), Math.abs(highest));
  const rounding = ROUNDING * bound;
  const curvature = lowest >= -rounding ? 'convex' : highest <= rounding ? 'concave' : 'unknown';
  return { curvature, bound: bound * (1 + ROUNDING) };
}
