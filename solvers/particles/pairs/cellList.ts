import { type KernelRoom, makersOf, roomOf } from '../../../src/numerics/wasm/kernelRoom.ts';
import { kernelsIn } from '../particleRoom.ts';
import type { Arena } from '../stepping/arena.ts';
import { cellGrid } from './cellGrid.ts';
import { cellRecord, cellRoom, PACKED, PAIRS } from './cellKernel.ts';
import { type Neighbours, neighboursOf } from './neighbours.ts';

/** Cells of a reach along the last axis. */
const FINEST = 4;

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
  /** Where the kernels find all this; 0 without them. */
  readonly record: number;
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
  options: CellListOptions = {},
): CellList {
  const { dimension: d, lower } = arena;
  const grid = cellGrid(arena, particles, reach, FINEST);
  const { shape, size, cellOf } = grid;
  const found = neighboursOf(grid, arena, true);
  const room = options.kernels === false ? null : cellRoom(grid, particles, found.first.length, options);
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
  const next = integers(size + 1);
  const cells = integers(particles);
  const starts = integers(size + 1);
  const [order, placeCells] = [0, 1].map(() => integers(particles));
  const [x, y, z] = [0, 1, 2].map(() => field(particles));
  const list = {
    shape,
    neighbours,
    starts,
    order,
    placeCells,
    x,
    y,
    z,
    sums: [0, 1, 2].map(() => field(particles)) as [Float64Array, Float64Array, Float64Array],
    room,
    found: [0, 1].map(() => integers(room === null ? 0 : particles + PAIRS)) as [Int32Array, Int32Array],
    packed: kept(PACKED),
    dimension: d,
  };
  const record = room === null ? 0 : cellRecord(room, grid, lower, cells, next, list);

  function sort(positions: Float64Array): void {
    const shared = roomOf(positions, x);
    if (shared !== null) {
      kernelsIn(shared).sortIntoCells(positions.byteOffset, record);
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

  return { ...list, record, sort };
}
