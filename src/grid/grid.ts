import { ArgumentError } from '../errors/argumentError.ts';
import { knownKeys } from '../errors/check.ts';
import { type Axis, axis, centreOf, centres, LARGEST_SIZE } from './axis.ts';

/** [lower, upper] of one direction. @see {@link grid} */
export type Bounds = readonly [number, number];

/** What {@link grid} may be told beyond bounds and cells. */
export interface GridOptions {
  /** Which axes are periodic; all are no-flux walls by default. */
  readonly periodic?: readonly boolean[];
}

/**
 * A box in 1, 2 or 3 dimensions cut into equal cells.
 *
 * Cell fields are `Float64Array`s of length `size` in row-major order (the last axis fastest); face fields are one
 * such array per axis, see {@link faceField}. Between walls no mass passes the boundary.
 */
export class Grid {
  readonly axes: readonly Axis[];
  readonly dimension: number;
  /** Cells per axis. */
  readonly shape: readonly number[];
  /** Distance in a cell field between neighbours along each axis. */
  readonly strides: readonly number[];
  /** Number of cells. */
  readonly size: number;
  /** Volume of one cell, h₁…h_d. */
  readonly cellVolume: number;
  /** Volume of the box. */
  readonly volume: number;

  constructor(axes: readonly Axis[]) {
    this.axes = axes;
    this.dimension = axes.length;
    this.shape = axes.map((a) => a.cells);
    this.strides = this.shape.map((_, k) => this.shape.slice(k + 1).reduce((a, b) => a * b, 1));
    this.size = this.shape.reduce((a, b) => a * b, 1);
    this.volume = axes.reduce((v, a) => v * (a.upper - a.lower), 1);
    this.cellVolume = axes.reduce((v, a) => v * a.spacing, 1);
  }

  /** Cell centres along axis k. */
  centres(k: number): Float64Array {
    return centres(this.axes[k]);
  }

  /** The centre of the cell with this index in a cell field. */
  centre(cell: number): number[] {
    return this.axes.map((a, k) => centreOf(a, Math.floor(cell / this.strides[k]) % a.cells));
  }

  /** Whether both grids have the same box, cells and boundary. */
  equals(other: Grid): boolean {
    return (
      this === other ||
      (this.dimension === other.dimension &&
        this.axes.every((a, k) => {
          const b = other.axes[k];
          return (
            a.lower === b.lower && a.upper === b.upper && a.cells === b.cells && a.periodic === b.periodic
          );
        }))
    );
  }

  /** Reads like `[-0.5, 0.5] in 200 cells`. */
  toString(): string {
    return this.axes
      .map((a) => `[${a.lower}, ${a.upper}] in ${a.cells} ${a.periodic ? 'periodic ' : ''}cells`)
      .join(' × ');
  }
}

/**
 * Makes a {@link Grid}: `grid([[-0.5, 0.5]], [200])`.
 *
 * @param bounds - one [lower, upper] per dimension, 1 to 3 of them.
 * @param cells - cells per axis, each ≥ 1 (≥ 3 where periodic), 2²⁸ in all at most.
 * @throws ArgumentError naming the argument, what was given and what is allowed.
 * @see [Ten-minute start](/guide/start)
 */
export function grid(bounds: readonly Bounds[], cells: readonly number[], options: GridOptions = {}): Grid {
  if (!Array.isArray(bounds) || bounds.length < 1 || bounds.length > 3)
    throw new ArgumentError('bounds', bounds, '1 to 3 pairs [lower, upper]');
  if (!Array.isArray(cells) || cells.length !== bounds.length)
    throw new ArgumentError('cells', cells, `as many numbers of cells as bounds (${bounds.length})`);
  knownKeys('grid', options, ['periodic']);
  const { periodic = bounds.map(() => false) } = options;
  if (!Array.isArray(periodic) || periodic.length !== bounds.length)
    throw new ArgumentError('periodic', periodic, `one boolean per axis (${bounds.length})`);
  const made = new Grid(bounds.map((b, k) => axis(k, b, cells[k], periodic[k])));
  if (made.size > LARGEST_SIZE)
    throw new ArgumentError('cells', cells, `numbers of cells with a product of at most ${LARGEST_SIZE}`);
  return made;
}
