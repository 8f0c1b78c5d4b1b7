import type { Arena } from '../stepping/arena.ts';

/** Cells of a box that are no smaller than the reach of a pair force. */
export interface CellGrid {
  /** Cells along each axis. */
  readonly shape: readonly number[];
  /** Cells in all. */
  readonly size: number;
  /** Cells per length along each axis. */
  readonly scale: readonly number[];
  /** The cell of a point; one at its edge for points outside of the box. */
  cellOf(positions: Float64Array, at: number): number;
}

/**
 * The cells for so many particles in a box.
 *
 * @param reach - length of no side of a cell is less, unless that of the box is.
 */
export function cellGrid(
  { dimension: d, lower, lengths }: Arena,
  particles: number,
  reach: number,
): CellGrid {
  // More cells than particles are not worth the clearing.
  const most = Math.max(1, Math.floor(particles ** (1 / d)));
  const shape = Array.from(lengths, (length) => Math.max(1, Math.min(most, Math.floor(length / reach))));
  const scale = shape.map((n, k) => n / lengths[k]);
  const [n0, n1 = 1, n2 = 1] = shape;
  const [a0, a1 = 0, a2 = 0] = lower;
  const [s0, s1 = 0, s2 = 0] = scale;
  return {
    shape,
    size: shape.reduce((a, b) => a * b, 1),
    scale,
    cellOf: (positions, at) => {
      let cell = Math.max(0, Math.min(n0 - 1, Math.floor((positions[at] - a0) * s0)));
      if (d > 1) cell = cell * n1 + Math.max(0, Math.min(n1 - 1, Math.floor((positions[at + 1] - a1) * s1)));
      if (d > 2) cell = cell * n2 + Math.max(0, Math.min(n2 - 1, Math.floor((positions[at + 2] - a2) * s2)));
      return cell;
    },
  };
}
