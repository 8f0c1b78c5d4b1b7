import type { Grid } from '../../src/grid/grid.ts';

/** Groups of realisations that the jackknife leaves out in turn; realisation r belongs to group r mod GROUPS. */
export const GROUPS = 100;

/** What an ensemble keeps of one time: integers, and two moments of each realisation. @see {@link ensemble} */
export interface Frame {
  readonly time: number;
  /** Particles per group and cell: group g in [g · size, (g + 1) · size). */
  readonly groups: Int32Array;
  /** Σ over realisations of the square of the number of particles in each cell. */
  readonly squares: Float64Array;
  /** Mean coordinate of the particles of each realisation, one array per axis of the grid. */
  readonly means: readonly Float64Array[];
  /** Mean squared coordinate of the particles of each realisation, one array per axis of the grid. */
  readonly meanSquares: readonly Float64Array[];
  /** Pairs of hard particles that overlap, over all realisations: must be 0 for samplers that keep them apart. */
  readonly overlaps: number;
  /** What the sampler counts, since the time before, over all realisations: displacements that were capped, or collisions. */
  readonly counted: number;
  /** Pairs per group and bin of distance, where they are asked for: group g in [g · bins, (g + 1) · bins). */
  readonly pairs?: Float64Array;
  /** Coordinate k of particle i of each realisation, one array per i d + k, where they are asked for. */
  readonly positions?: readonly Float64Array[];
}

/** A frame without any realisation yet, for `realisations` of them. */
export function emptyFrame(time: number, grid: Grid, realisations: number): Frame {
  const perAxis = (): Float64Array[] => grid.axes.map(() => new Float64Array(realisations));
  return {
    time,
    groups: new Int32Array(GROUPS * grid.size),
    squares: new Float64Array(grid.size),
    means: perAxis(),
    meanSquares: perAxis(),
    overlaps: 0,
    counted: 0,
  };
}

/** Adds realisations to frames, one by one. */
export class Tally {
  readonly #grid: Grid;
  readonly #dimension: number;
  readonly #cells: Int32Array;
  readonly #numbers: Int32Array;

  /**
   * @param grid - over the box of the particles, or over its first axes.
   * @param particles - N.
   * @param dimension - of the box.
   */
  constructor(grid: Grid, particles: number, dimension: number) {
    this.#grid = grid;
    this.#dimension = dimension;
    this.#cells = new Int32Array(particles);
    this.#numbers = new Int32Array(grid.size);
  }

  /** Adds the positions of realisation `realisation`, whose moments go to entry `slot`; returns the new frame. */
  add(
    frame: Frame,
    slot: number,
    realisation: number,
    positions: Float64Array,
    overlaps: number,
    counted: number,
  ): Frame {
    const cells = this.#cells;
    const numbers = this.#numbers;
    const d = this.#dimension;
    const n = cells.length;
    cells.fill(0);
    for (let k = 0; k < this.#grid.dimension; k++) {
      const axis = this.#grid.axes[k];
      const stride = this.#grid.strides[k];
      const scale = axis.cells / (axis.upper - axis.lower);
      const last = axis.cells - 1;
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < n; i++) {
        const x = positions[i * d + k];
        cells[i] += stride * Math.max(0, Math.min(last, Math.floor((x - axis.lower) * scale)));
        sum += x;
        squares += x * x;
      }
      frame.means[k][slot] = sum / n;
      frame.meanSquares[k][slot] = squares / n;
    }
    const offset = (realisation % GROUPS) * this.#grid.size;
    for (let i = 0; i < n; i++) {
      const c = cells[i];
      frame.groups[offset + c]++;
      // (m + 1)² − m², so that the squares are complete when all particles are in.
      frame.squares[c] += 2 * numbers[c]++ + 1;
    }
    for (let i = 0; i < n; i++) numbers[cells[i]] = 0;
    return overlaps === 0 && counted === 0
      ? frame
      : { ...frame, overlaps: frame.overlaps + overlaps, counted: frame.counted + counted };
  }
}
