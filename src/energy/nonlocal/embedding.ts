import type { Axis } from '../../grid/axis.ts';
import type { Grid } from '../../grid/grid.ts';
import { cyclicKernel, differencesOfCells, nearestOffset } from '../../numerics/convolutionKernel.ts';
import { evenSpectrum } from '../../numerics/evenSpectrum.ts';
import { nextPowerOfTwo } from '../../numerics/fft.ts';
import type { Field } from '../term.ts';

/** The eigenvalues of a cyclic convolution that contains the convolution on a grid. */
export interface EmbeddingSpectrum {
  /** That of constants. */
  readonly constant: number;
  readonly lowest: number;
  readonly highest: number;
  /** What rounding may have done to any of them. */
  readonly rounding: number;
}

/** Rounding of an eigenvalue, relative to the sum of the absolute values of the kernel. */
const ROUNDING = 1e-14;

/** W is flat where it changes from one cell to the next by less than this part of its largest value. */
const FLAT = 1e-16;

/** The most entries that an embedding may have beyond the least that it needs. */
const LARGEST = 2 ** 21;

/** The least lengths of an embedding: the cells of a periodic axis; a power of two without wrap-around elsewhere. */
export function leastLengths(grid: Grid): number[] {
  return grid.axes.map(({ cells, periodic }) => (periodic ? cells : nextPowerOfTwo(2 * cells - 1)));
}

/**
 * Twice the least lengths, or 4, 8, … times where W is flat only at the middle of so long an axis, and there is nothing for it
 * to wrap around; null where that is too long.
 */
export function moreLengths(grid: Grid, W: Field): number[] | null {
  const stretched = (factor: number): number[] =>
    leastLengths(grid).map((length, k) => (grid.axes[k].periodic ? length : factor * length));
  const size = (lengths: readonly number[]): number => lengths.reduce((a, b) => a * b, 1);
  const at = (k: number, offset: number): number =>
    W(...grid.axes.map(({ spacing }, l) => (l === k ? offset * spacing : 0)));
  const flat = (lengths: readonly number[]): boolean =>
    lengths.every(
      (length, k) =>
        grid.axes[k].periodic ||
        !(Math.abs(at(k, length / 2) - at(k, length / 2 - 1)) > FLAT * Math.abs(at(k, 0))),
    );
  if (grid.axes.every(({ periodic }) => periodic) || size(stretched(2)) > LARGEST) return null;
  for (let factor = 2; size(stretched(factor)) <= LARGEST; factor *= 2)
    if (flat(stretched(factor))) return stretched(factor);
  return stretched(2);
}

/** As differences between cells, and on beyond them to half the length of the embedding. */
function differencesBeyond(axis: Axis, length: number, i: number): readonly number[] {
  if (axis.periodic) return differencesOfCells(axis, length, i);
  const difference = nearestOffset(i, length) * axis.spacing;
  return 2 * i === length ? [difference, -difference] : [difference];
}

/** The even part of W, and where that is not finite, beyond the cells, of the nearest difference of cells. */
function continued(grid: Grid, W: Field): (x: readonly number[]) => number {
  const ends = grid.axes.map(({ cells, spacing }) => (cells - 1) * spacing);
  const minusX = new Array<number>(grid.dimension).fill(0);
  const even = (x: readonly number[]): number => {
    for (let k = 0; k < x.length; k++) minusX[k] = -x[k];
    return 0.5 * (W(...x) + W(...minusX));
  };
  return (x) => {
    const value = even(x);
    return Number.isFinite(value) ? value : even(x.map((s, k) => Math.min(Math.max(s, -ends[k]), ends[k])));
  };
}

/**
 * The spectrum of a cyclic convolution of these lengths whose restriction to the cells of the grid is W∗. All of its
 * eigenvalues together bound those of W∗, and those without that of constants bound W∗ on fields of zero sum, which,
 * continued by zeros, have no constant component.
 *
 * Entries that no difference of cells reaches are free. They are W itself: a W of positive type that decays then has a
 * spectrum of one sign once the lengths are large enough.
 *
 * @param lengths - {@link leastLengths}, or more where there are walls.
 * Source: Dietrich–Newsam 1997, Fast and exact simulation of stationary Gaussian processes through circulant embedding
 * of the covariance matrix.
 */
export function embeddingSpectrum(grid: Grid, W: Field, lengths: readonly number[]): EmbeddingSpectrum {
  const kernel = cyclicKernel(grid, lengths, differencesBeyond, continued(grid, W));
  const spectrum = evenSpectrum(kernel, lengths);
  // A grid of one cell has no other fields than constants.
  let [lowest, highest] = spectrum.length > 1 ? [Infinity, -Infinity] : [0, 0];
  for (let k = 1; k < spectrum.length; k++) {
    lowest = Math.min(lowest, spectrum[k]);
    highest = Math.max(highest, spectrum[k]);
  }
  let size = 0;
  for (let i = 0; i < kernel.length; i++) size += Math.abs(kernel[i]);
  return { constant: spectrum[0], lowest, highest, rounding: ROUNDING * size };
}
