import type { Field } from '../energy/term.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import type { Axis } from '../grid/axis.ts';
import type { Grid } from '../grid/grid.ts';

/** W(x) and W(−x) may differ by this much of the largest |W| for rounding. */
const EVEN = 1e-9;

/** The differences x_i − x_j that an offset of i − j cells stands for: the nearest images, two of them at a tie. */
function images({ cells, spacing, periodic }: Axis, offset: number): number[] {
  if (!periodic) return [offset * spacing];
  const nearest = offset - cells * Math.round(offset / cells);
  return 2 * Math.abs(nearest) === cells ? [nearest * spacing, -nearest * spacing] : [nearest * spacing];
}

/** All differences that an offset in cells per axis stands for. */
function differences(grid: Grid, offset: readonly number[]): number[][] {
  let points: number[][] = [[]];
  for (const [k, axis] of grid.axes.entries())
    points = points.flatMap((x) => images(axis, offset[k]).map((s) => [...x, s]));
  return points;
}

/** Evaluates W, keeping what is needed to say at the end whether it is even. */
class EvenField {
  private readonly W: Field;
  private largest = 0;
  private oddness = 0;
  private where: readonly number[] = [];

  constructor(W: Field) {
    this.W = W;
  }

  value(x: readonly number[]): number {
    const here = this.finite(x);
    const mirrored = this.finite(x.map((s) => -s));
    const oddness = Math.abs(here - mirrored);
    this.largest = Math.max(this.largest, Math.abs(here));
    if (oddness > this.oddness) {
      this.oddness = oddness;
      this.where = x;
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

  mustBeEven(): void {
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
 * of o cells stands at index o mod length, entries that no offset reaches are zero.
 *
 * @param lengths - per axis: the number of cells itself (periodic axes only), or at least 2 cells − 1.
 * @throws ArgumentError naming the difference at which W is not finite, or not even.
 */
export function convolutionKernel(grid: Grid, W: Field, lengths: readonly number[]): Float64Array {
  const out = new Float64Array(lengths.reduce((a, b) => a * b, 1));
  const field = new EvenField(W);
  const offset = new Array<number>(grid.dimension).fill(0);
  const fill = (k: number, start: number): void => {
    if (k === grid.dimension) {
      const points = differences(grid, offset);
      out[start] = (grid.cellVolume / points.length) * points.reduce((s, x) => s + field.value(x), 0);
      return;
    }
    const { cells } = grid.axes[k];
    for (let i = 0; i < lengths[k]; i++) {
      offset[k] = i < cells ? i : i - lengths[k];
      if (offset[k] > -cells) fill(k + 1, start * lengths[k] + i);
    }
  };
  fill(0, 0);
  field.mustBeEven();
  return out;
}
