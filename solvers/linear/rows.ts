import type { Grid } from '../../src/index.ts';

/** What the rows of a lattice need to know about one axis. */
export interface LatticeAxis {
  readonly cells: number;
  readonly spacing: number;
  readonly periodic: boolean;
}

/**
 * The cells of a box as rows along its last axis, with the neighbours of every row: two axes at least, the first of one cell
 * where a grid has one dimension.
 *
 * Values on faces are stored with cells: entry i of axis k belongs to the face between cell i and its upper neighbour,
 * and is zero at a wall. Neighbours wrap around; between walls the zero makes that harmless.
 */
export interface Rows {
  readonly axes: readonly LatticeAxis[];
  readonly strides: readonly number[];
  readonly size: number;
  /** Number of rows. */
  readonly count: number;
  /** Cells in a row. */
  readonly length: number;
  /** Of every axis but the last: first cell of the next row of each row, cyclically. */
  readonly next: readonly Int32Array[];
  /** Of every axis but the last: first cell of the previous row. */
  readonly previous: readonly Int32Array[];
  /** Of each row, the parity of the sum of its indices along the outer axes: the colour of its first cell. */
  readonly colour: Uint8Array;
  /** Whether neighbours always have different colours, as on a chessboard: not around an odd periodic axis. */
  readonly chessboard: boolean;
}

/** The rows of a box with these axes. */
export function rowsOf(axes: readonly LatticeAxis[]): Rows {
  const shape = axes.map((a) => a.cells);
  const strides = shape.map((_, k) => shape.slice(k + 1).reduce((a, b) => a * b, 1));
  const size = shape.reduce((a, b) => a * b, 1);
  const length = shape[shape.length - 1];
  const count = size / length;
  const index = (row: number, k: number): number => Math.floor((row * length) / strides[k]) % shape[k];
  const shifted = (k: number, by: number): Int32Array =>
    Int32Array.from({ length: count }, (_, row) => {
      const there = (index(row, k) + by + shape[k]) % shape[k];
      return row * length + (there - index(row, k)) * strides[k];
    });
  const outer = shape.slice(0, -1).map((_, k) => k);
  return {
    axes,
    strides,
    size,
    count,
    length,
    next: outer.map((k) => shifted(k, 1)),
    previous: outer.map((k) => shifted(k, -1)),
    colour: Uint8Array.from(
      { length: count },
      (_, row) => outer.reduce((sum, k) => sum + index(row, k), 0) % 2,
    ),
    chessboard: axes.every(({ cells, periodic }) => !periodic || cells === 1 || cells % 2 === 0),
  };
}

/** The axes of a grid, with one of a single cell in front if it has one dimension. */
export function latticeAxes(grid: Grid): LatticeAxis[] {
  const axes = grid.axes.map(({ cells, spacing, periodic }) => ({ cells, spacing, periodic }));
  return axes.length > 1 ? axes : [{ cells: 1, spacing: 1, periodic: false }, ...axes];
}
