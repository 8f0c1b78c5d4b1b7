import type { Arena } from '../stepping/arena.ts';
import { type Neighbours, neighboursOf } from './neighbours.ts';

/** Particles sorted into cells that are no smaller than the reach of a pair force. */
export interface CellList {
  readonly shape: readonly number[];
  readonly neighbours: Neighbours;
  /** Particles of cell c in the sorted order: those from starts[c] to starts[c + 1]. */
  readonly starts: Int32Array;
  /** The particle at each place of the sorted order. */
  readonly order: Int32Array;
  /** Coordinates in the sorted order; zeros along axes that are not there. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  /** Sorts positions, particle by particle; those outside of the box belong to a cell at its edge. */
  sort(positions: Float64Array): void;
  /** The cell of a point. */
  cellOf(positions: Float64Array, at: number): number;
}

/**
 * A cell list without particles yet.
 *
 * @param reach - length of no side of a cell is less, unless that of the box is.
 */
export function cellList(
  { dimension: d, lower, lengths, periodic }: Arena,
  particles: number,
  reach: number,
): CellList {
  // More cells than particles are not worth the clearing.
  const most = Math.max(1, Math.floor(particles ** (1 / d)));
  const shape = Array.from(lengths, (length) => Math.max(1, Math.min(most, Math.floor(length / reach))));
  const size = shape.reduce((a, b) => a * b, 1);
  const starts = new Int32Array(size + 1);
  const next = new Int32Array(size + 1);
  const cells = new Int32Array(particles);
  const order = new Int32Array(particles);
  const [x, y, z] = [0, 1, 2].map(() => new Float64Array(particles));
  const [n0, n1 = 1, n2 = 1] = shape;
  const [a0, a1 = 0, a2 = 0] = lower;
  const [s0, s1 = 0, s2 = 0] = shape.map((n, k) => n / lengths[k]);

  function cellOf(positions: Float64Array, at: number): number {
    let cell = Math.max(0, Math.min(n0 - 1, Math.floor((positions[at] - a0) * s0)));
    if (d > 1) cell = cell * n1 + Math.max(0, Math.min(n1 - 1, Math.floor((positions[at + 1] - a1) * s1)));
    if (d > 2) cell = cell * n2 + Math.max(0, Math.min(n2 - 1, Math.floor((positions[at + 2] - a2) * s2)));
    return cell;
  }

  function sort(positions: Float64Array): void {
    next.fill(0);
    for (let i = 0; i < particles; i++) {
      const cell = cellOf(positions, i * d);
      cells[i] = cell;
      next[cell + 1]++;
    }
    for (let c = 0; c < size; c++) next[c + 1] += next[c];
    starts.set(next);
    for (let i = 0; i < particles; i++) {
      const place = next[cells[i]]++;
      order[place] = i;
      x[place] = positions[i * d];
      if (d > 1) y[place] = positions[i * d + 1];
      if (d > 2) z[place] = positions[i * d + 2];
    }
  }

  return {
    shape,
    neighbours: neighboursOf(shape, lengths, periodic),
    starts,
    order,
    x,
    y,
    z,
    sort,
    cellOf,
  };
}
