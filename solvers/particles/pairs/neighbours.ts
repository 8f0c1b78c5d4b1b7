import type { Arena } from '../stepping/arena.ts';
import type { CellGrid } from './cellGrid.ts';

/** Runs of cells beside each cell, itself included, whose particles may be within reach of its own. */
export interface Neighbours {
  /** Runs of cell c: those from starts[c] to starts[c + 1]. */
  readonly starts: Int32Array;
  /** First and last cell of each run. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** The periodic image that each run belongs to. */
  readonly images: Int32Array;
  /** What is to be added to the coordinates of the particles of an image: three numbers for each. */
  readonly shifts: Float64Array;
  /** Whether there are runs in other images than the box itself. */
  readonly shifted: boolean;
}

/** The image that is the box itself, in the middle of 3³. */
const BOX = 13;

/** Along an axis of so many cells, those within `reach` cells of one, in runs without a periodic end between them: first, last, turn. */
function along(cells: number, own: number, reach: number, periodic: boolean): number[][] {
  if (!periodic) return [[Math.max(0, own - reach), Math.min(cells - 1, own + reach), 0]];
  const runs: number[][] = [];
  for (let at = own - reach; at <= own + reach; ) {
    const turn = Math.floor(at / cells);
    const end = Math.min(own + reach, turn * cells + cells - 1);
    runs.push([at - turn * cells, end - turn * cells, turn]);
    at = end + 1;
  }
  return runs;
}

/**
 * The neighbours of all cells of a box, periodic images told apart.
 *
 * @param once - whether each pair of cells is wanted only once, with the cell of the smaller index: each pair of particles is then found once, if
 * among those of one cell each takes those behind it in the order.
 */
export function neighboursOf(
  { shape, size, columns }: CellGrid,
  { lengths, periodic }: Arena,
  once: boolean,
): Neighbours {
  const d = shape.length;
  // Axes that are not there come first, with one cell.
  const missing = 3 - d;
  const tables = [0, 1, 2].map((m) => {
    const k = m - missing;
    if (k < 0) return [[[0, 0, 0]]];
    return Array.from({ length: shape[k] }, (_, own) =>
      along(shape[k], own, k === d - 1 ? columns : 1, periodic[k]),
    );
  });
  const n1 = tables[1].length;
  const n2 = tables[2].length;

  const starts = new Int32Array(size + 1);
  let number = 0;
  let [first, last, images] = [0, 1, 2].map(() => new Int32Array(4 * size));
  let shifted = false;

  function put(from: number, to: number, image: number): void {
    if (number === first.length)
      [first, last, images] = [first, last, images].map((values) => {
        const longer = new Int32Array(2 * number);
        longer.set(values);
        return longer;
      });
    first[number] = from;
    last[number] = to;
    images[number] = image;
    shifted ||= image !== BOX;
    number++;
  }

  for (let c = 0; c < size; c++) {
    starts[c] = number;
    const rows = Math.floor(c / n2);
    for (const [a0, b0, turn0] of tables[0][Math.floor(rows / n1)])
      for (let c0 = a0; c0 <= b0; c0++)
        for (const [a1, b1, turn1] of tables[1][rows % n1])
          for (let c1 = a1; c1 <= b1; c1++)
            for (const [a2, b2, turn2] of tables[2][c % n2]) {
              const row = (c0 * n1 + c1) * n2;
              const from = once ? Math.max(c, row + a2) : row + a2;
              if (from <= row + b2) put(from, row + b2, BOX + 9 * turn0 + 3 * turn1 + turn2);
            }
  }
  starts[size] = number;
  const shifts = Float64Array.from({ length: 81 }, (_, at) => {
    const image = Math.floor(at / 3);
    const turns = [Math.floor(image / 9), Math.floor(image / 3) % 3, image % 3];
    const k = at % 3;
    return k < d ? (turns[missing + k] - 1) * lengths[k] : 0;
  });
  return {
    starts,
    first: first.subarray(0, number),
    last: last.subarray(0, number),
    images: images.subarray(0, number),
    shifts,
    shifted,
  };
}
