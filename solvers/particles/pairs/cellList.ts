import { type KernelRoom, makersOf, roomOf } from '../../../src/numerics/wasm/kernelRoom.ts';
import { kernelsIn, particleRoom } from '../particleRoom.ts';
import type { Arena } from '../stepping/arena.ts';
import { cellGrid } from './cellGrid.ts';
import { type Neighbours, neighboursOf } from './neighbours.ts';

/** Entries of the tables of pair laws for which there is room. */
const TABLES = 2 * 8200;
/** Cells of a reach along the last axis. */
const FINEST = 4;
/** Pairs that may be found before they are added up, besides those of one particle. */
const PAIRS = 320;

const PACKED: Int32Array = Int32Array.from({ length: 64 }, (_, k) => {
  const members = [0, 1, 2, 3].filter((m) => (k >> 2) & (1 << m));
  return members[k & 3] ?? 0;
});

/** Particles sorted into cells, so that those within reach of one another are in neighbouring ones. */
export interface CellList {
  /** Cells along each axis. */
  readonly shape: readonly number[];
  readonly neighbours: Neighbours;
  /** Particles of cell c in the sorted order: those from starts[c] to starts[c + 1]. */
  readonly starts: Int32Array;
  /** The particle at each place of the sorted order. */
  readonly order: Int32Array;
  /** The cell of each place. */
  readonly placeCells: Int32Array;
  /** Coordinates in the sorted order; zeros along axes that are not there. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  /** Three sums for each place of the sorted order. */
  readonly sums: readonly [Float64Array, Float64Array, Float64Array];
  /** What all of this was made in, with room for the positions of the particles and their displacements; null without kernels. */
  readonly room: KernelRoom | null;
  /** Room for the places of both of each pair that has been found. */
  readonly found: readonly [Int32Array, Int32Array];
  /** For each set of four, its members, and then what does not matter. */
  readonly packed: Int32Array;
  readonly dimension: number;
  /** Sorts positions, particle by particle; those outside of the box belong to a cell at its edge. */
  sort(positions: Float64Array): void;
}

/** What else a cell list may be told. */
export interface CellListOptions {
  /** Whether there may be WebAssembly, true unless given: without, all is done by the loops in TypeScript, to the same bits. */
  readonly kernels?: boolean;
  /** Lengths of other arrays of doubles, and of integers, that are to be made in its room. */
  readonly fields?: readonly number[];
  readonly integers?: readonly number[];
}

/**
 * A cell list without particles yet.
 *
 * @param reach - particles within this distance of one are in its own cell or its neighbours.
 */
export function cellList(
  arena: Arena,
  particles: number,
  reach: number,
  { kernels = true, fields = [], integers: more = [] }: CellListOptions = {},
): CellList {
  const { dimension: d, lower } = arena;
  const grid = cellGrid(arena, particles, reach, FINEST);
  const { shape, size, scale, cellOf } = grid;
  const found = neighboursOf(grid, arena, true);
  const runs = found.first.length;
  const room = !kernels
    ? null
    : particleRoom(
        [
          ...new Array<number>(6).fill(particles),
          ...new Array<number>(3).fill(d * particles),
          81,
          12,
          TABLES,
          ...fields,
        ],
        [
          ...[size + 1, size + 1, size + 1, runs, runs, runs],
          ...[particles, particles, particles, particles + PAIRS, particles + PAIRS, PACKED.length],
          ...more,
        ],
      );
  const { field, integers } = makersOf(room);
  const kept = (values: Int32Array): Int32Array => {
    const copy = integers(values.length);
    copy.set(values);
    return copy;
  };
  const shifts = field(found.shifts.length);
  shifts.set(found.shifts);
  const neighbours = {
    starts: kept(found.starts),
    first: kept(found.first),
    last: kept(found.last),
    images: kept(found.images),
    shifts,
    shifted: found.shifted,
  };
  const box = field(12);
  box.set(lower);
  box.set(scale, 4);
  box.set(
    shape.map((cellsAlong) => cellsAlong - 1),
    8,
  );
  const starts = integers(size + 1);
  const next = integers(size + 1);
  const cells = integers(particles);
  const order = integers(particles);
  const placeCells = integers(particles);
  const [x, y, z] = [0, 1, 2].map(() => field(particles));
  const sums = [0, 1, 2].map(() => field(particles)) as [Float64Array, Float64Array, Float64Array];

  function sort(positions: Float64Array): void {
    const shared = roomOf(positions, x);
    if (shared !== null) {
      const arrays = [cells, next, starts, order, placeCells, x, y, z].map((array) => array.byteOffset);
      kernelsIn(shared).sortIntoCells(positions.byteOffset, particles, d, box.byteOffset, size, ...arrays);
      return;
    }
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
      placeCells[place] = cells[i];
      x[place] = positions[i * d];
      if (d > 1) y[place] = positions[i * d + 1];
      if (d > 2) z[place] = positions[i * d + 2];
    }
  }

  return {
    shape,
    neighbours,
    starts,
    order,
    placeCells,
    x,
    y,
    z,
    sums,
    room,
    found: [0, 1].map(() => integers(room === null ? 0 : particles + PAIRS)) as [Int32Array, Int32Array],
    packed: kept(PACKED),
    dimension: d,
    sort,
  };
}
