import type { Arena } from '../stepping/arena.ts';

/** Cells of a box, in which whatever is within a reach of a point is in its own or one beside it. */
export interface CellGrid {
  /** Cells along each axis. */
  readonly shape: readonly number[];
  /** Cells in all. */
  readonly size: number;
  /** How many cells on either side are within reach along the last axis; along the others it is one. */
  readonly columns: number;
  /** Cells per length along each axis. */
  readonly scale: readonly number[];
  /** The cell of a point; one at its edge for points outside of the box. */
  cellOf(positions: Float64Array, at: number): number;
}

/** More cells for each particle are not worth the clearing. */
const CELLS = 2;

/**
 * The cells for so many particles in a box.
 *
 * @param reach - length of no side of a cell is less, unless that of the box is, but along the last axis, whose cells follow one another: there
 * finer ones cost nothing.
 * @param finest - cells of a reach along the last axis, if there are not too many; one unless given.
 */
export function cellGrid(
  { dimension: d, lower, lengths }: Arena,
  particles: number,
  reach: number,
  finest = 1,
): CellGrid {
  const most = Math.max(1, Math.floor((CELLS * particles) ** (1 / d)));
  const shape = Array.from(lengths, (length) => Math.max(1, Math.min(most, Math.floor(length / reach))));
  const coarse = shape.reduce((a, b) => a * b, 1);
  // One cell may be shorter than the reach.
  const columns =
    shape[d - 1] > 1 ? Math.max(1, Math.min(finest, Math.floor((CELLS * particles) / coarse))) : 1;
  shape[d - 1] *= columns;
  const scale = shape.map((n, k) => n / lengths[k]);
  const [n0, n1 = 1, n2 = 1] = shape;
  const [a0, a1 = 0, a2 = 0] = lower;
  const [s0, s1 = 0, s2 = 0] = scale;
  return {
    shape,
    size: columns * coarse,
    columns,
    scale,
    cellOf: (positions, at) => {
      let cell = Math.max(0, Math.min(n0 - 1, Math.floor((positions[at] - a0) * s0)));
      if (d > 1) cell = cell * n1 + Math.max(0, Math.min(n1 - 1, Math.floor((positions[at + 1] - a1) * s1)));
      if (d > 2) cell = cell * n2 + Math.max(0, Math.min(n2 - 1, Math.floor((positions[at + 2] - a2) * s2)));
      return cell;
    },
  };
}
