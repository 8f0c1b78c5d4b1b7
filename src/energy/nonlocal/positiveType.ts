import { ArgumentError } from '../../errors/argumentError.ts';
import type { Grid } from '../../grid/grid.ts';
import { convolution } from '../../numerics/convolution.ts';
import { signsOfSpectrum } from '../../numerics/signsOfSpectrum.ts';
import type { Field } from '../term.ts';
import { embeddingSpectrum, leastLengths } from './embedding.ts';

const ITERATIONS = 24;
const MARGIN = 1e-12;

/** Throws {@link ArgumentError} if a W that is said to be of positive type has a negative eigenvalue that is seen on this grid. */
export function checkPositiveType(grid: Grid, W: Field): void {
  const { constant, lowest, highest, rounding } = embeddingSpectrum(grid, W, leastLengths(grid));
  if (Math.min(constant, lowest) >= -rounding) return;
  const margin = MARGIN * Math.max(Math.abs(constant), Math.abs(lowest), Math.abs(highest));
  const { negative } = signsOfSpectrum(convolution(grid, W), grid.size, margin, false, ITERATIONS);
  if (negative)
    throw new ArgumentError(
      'positiveType',
      true,
      `false: on the grid ${grid}, ∬W(x − y) d(x) d(y) dx dy is negative for some d`,
    );
}
