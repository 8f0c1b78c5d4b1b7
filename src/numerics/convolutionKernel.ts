import type { Field } from '../energy/term.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import type { Axis } from '../grid/axis.ts';
import type { Grid } from '../grid/grid.ts';

/** W(x) and W(−x) may differ by this much of the largest |W| for rounding. */
const EVEN = 1e-9;

/** The differences x_i − x_j that index i of a cyclic axis stands for: none, one, or the two of a tie. */
export type Differences = (axis: Axis, length: number, i: number) => readonly number[];

/** The offset in cells nearest to zero that is i modulo length. */
export function nearestOffset(i: number, length: number): number {
  return 2 * i <= length ? i : i - length;
}

/** The differences of cell centres of an axis: the nearest images on a periodic one, and nothing beyond its cells. */
export function differencesOfCells({ cells, spacing, periodic }: Axis, length: number, i: number): number[] {
  const offset = i < cells ? i : i - length;
  if (offset <= -cells) return [];
  if (!periodic) return [offset * spacing];
  const nearest = offset - cells * Math.round(offset / cells);
  return 2 * Math.abs(nearest) === cells ? [nearest * spacing, -nearest * spacing] : [nearest * spacing];
}

/** The even part of W, and where W is not finite or furthest from it. */
class EvenPart {
  private readonly W: Field;
  private readonly minusX: number[];
  private largest = 0;
  private oddness = 0;
  private where: readonly number[] = [];

  constructor(W: Field, dimension: number) {
    this.W = W;
    this.minusX = new Array<number>(dimension).fill(0);
  }

  value(x: readonly number[]): number {
    const { minusX } = this;
    for (let k = 0; k < x.length; k++) minusX[k] = -x[k];
    const here = this.finite(x);
    const mirrored = this.finite(minusX);
    const oddness = Math.abs(here - mirrored);
    this.largest = Math.max(this.largest, Math.abs(here));
    if (oddness > this.oddness) {
      this.oddness = oddness;
      this.where = x.slice();
    }
    return 0.5 * (here + mirrored);
  }

  private finite(x: readonly number[]): number {
    const value = this.W(...x);
    if (!Number.isFinite(value))
      throw new ArgumentError(
        `W(${x.join(', ')})`,
        value,
        'a finite number at every difference of cell centres',
      );
    return value;
  }

  mustBeAll(): void {
    if (this.oddness <= EVEN * this.largest) return;
    const x = this.where;
    const mirrored = this.W(...x.map((s) => -s));
    throw new ArgumentError(
      `W(${x.join(', ')})`,
      this.W(...x),
      `an even W; at minus this point it is ${mirrored}`,
    );
  }
}

/**
 * h^d W at all differences of cell centres, laid out row-major for a cyclic convolution of these lengths: the offset
 * of o cells stands at index o mod length, entries that stand for no difference are zero.
 *
 * @param lengths - per axis: the number of cells itself (periodic axes only), or at least 2 cells − 1.
 * @param differences - what the indices of an axis stand for; mirror images of each other for i and length − i.
 * @param evenPart - the mean of W at x and −x; x is overwritten between calls.
 */
export function cyclicKernel(
  grid: Grid,
  lengths: readonly number[],
  differences: Differences,
  evenPart: (x: readonly number[]) => number,
): Float64Array {
  const out = new Float64Array(lengths.reduce((a, b) => a * b, 1));
  const points = grid.axes.map((axis, k) =>
    Array.from({ length: lengths[k] }, (_, i) => differences(axis, lengths[k], i)),
  );
  const x = new Array<number>(grid.dimension).fill(0);
  // An index and its mirror image share their value, so that only the first of them is visited.
  const fill = (k: number, index: number, mirror: number, weight: number): void => {
    if (k === grid.dimension) {
      if (mirror < index) return;
      const value = weight * evenPart(x);
      out[index] += value;
      if (mirror !== index) out[mirror] += value;
      return;
    }
    const length = lengths[k];
    for (let i = 0; i < length; i++) {
      const images = points[k][i];
      for (let j = 0; j < images.length; j++) {
        x[k] = images[j];
        fill(k + 1, index * length + i, mirror * length + ((length - i) % length), weight / images.length);
      }
    }
  };
  fill(0, 0, 0, grid.cellVolume);
  return out;
}

/**
 * The {@link cyclicKernel} of the differences of cells, and zeros beyond.
 *
 * @throws ArgumentError naming the difference at which W is not finite, or not even.
 */
export function convolutionKernel(grid: Grid, W: Field, lengths: readonly number[]): Float64Array {
  const even = new EvenPart(W, grid.dimension);
  const out = cyclicKernel(grid, lengths, differencesOfCells, (x) => even.value(x));
  even.mustBeAll();
  return out;
}
