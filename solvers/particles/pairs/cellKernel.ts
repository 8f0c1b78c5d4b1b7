import { type KernelRoom, pointersTo } from '../../../src/numerics/wasm/kernelRoom.ts';
import { particleRoom } from '../particleRoom.ts';
import type { CellGrid } from './cellGrid.ts';
import type { CellList, CellListOptions } from './cellList.ts';

/** Entries of the tables of pair laws for which there is room. */
const TABLES = 2 * 8200;
/** Numbers of the box, and integers and pointers of the record, that the kernels read. */
const BOX = 12;
const RECORD = 24;

/** Pairs that may be found before they are added up, besides those of one particle. */
export const PAIRS = 320;

/** For each set of four, its members, and then what does not matter. */
export const PACKED: Int32Array = Int32Array.from({ length: 64 }, (_, k) => {
  const members = [0, 1, 2, 3].filter((m) => (k >> 2) & (1 << m));
  return members[k & 3] ?? 0;
});

/** Room for a cell list with so many runs of neighbours, for three numbers for each coordinate, and for what else is wanted; null where there are no kernels. */
export function cellRoom(
  { shape, size }: CellGrid,
  particles: number,
  runs: number,
  { fields = [], integers = [] }: CellListOptions,
): KernelRoom | null {
  const [own, coordinates] = [particles, shape.length * particles];
  return particleRoom(
    [own, own, own, own, own, own, coordinates, coordinates, coordinates, 81, BOX, TABLES, ...fields],
    [
      ...[size + 1, size + 1, size + 1, runs, runs, runs, own, own, own],
      ...[own + PAIRS, own + PAIRS, PACKED.length, RECORD, ...integers],
    ],
  );
}

/**
 * Writes what the kernels read of a cell list into its room: integers and pointers, in the order of `assembly/particles/cellList.ts`.
 *
 * @param lower - the lower ends of the box. @param cells - room for the cell of each particle.
 * @param next - room for an integer for each cell and one more.
 * @returns a pointer.
 */
export function cellRecord(
  room: KernelRoom,
  { shape, size, scale }: CellGrid,
  lower: Float64Array,
  cells: Int32Array,
  next: Int32Array,
  list: Omit<CellList, 'record' | 'sort'>,
): number {
  const { neighbours, starts, order, placeCells, x, y, z, sums, found, packed, dimension } = list;
  const box = room.field(BOX);
  box.set(lower);
  box.set(scale, 4);
  box.set(
    shape.map((cellsAlong) => cellsAlong - 1),
    8,
  );
  const record = room.integers(RECORD);
  record.set([
    ...[order.length, dimension, size, Number(neighbours.shifted)],
    ...pointersTo([box, cells, next, starts, order, placeCells, x, y, z, ...sums]),
    ...pointersTo([neighbours.starts, neighbours.first, neighbours.last, neighbours.images]),
    ...pointersTo([neighbours.shifts, ...found, packed]),
  ]);
  return record.byteOffset;
}
