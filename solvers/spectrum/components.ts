import { eachFaceBlock } from '../../src/grid/eachFace.ts';
import type { Grid } from '../../src/index.ts';

/** The parts of a grid between which no mass can pass. */
export interface Components {
  /** Of each cell the number of its component, −1 where nothing can move. */
  readonly label: Int32Array;
  readonly count: number;
}

/** The representative of the cell, with paths shortened on the way. */
function rootOf(parent: Int32Array, cell: number): number {
  let i = cell;
  while (parent[i] !== i) {
    parent[i] = parent[parent[i]];
    i = parent[i];
  }
  return i;
}

/**
 * The components of cells that conduct to one another, those without a cell of `mobile` left out; numbered in the order of
 * their first mobile cells.
 *
 * @param conductances - as `conduct` takes them.
 */
export function componentsOf(
  grid: Grid,
  conductances: readonly Float64Array[],
  mobile: Int32Array,
): Components {
  const parent = Int32Array.from({ length: grid.size }, (_, i) => i);
  conductances.forEach((c, k) => {
    eachFaceBlock(grid, k, (_, l, r, n) => {
      for (let i = 0; i < n; i++) if (c[l + i] > 0) parent[rootOf(parent, r + i)] = rootOf(parent, l + i);
    });
  });
  const ofRoot = new Int32Array(grid.size).fill(-1);
  let count = 0;
  for (const cell of mobile) {
    const root = rootOf(parent, cell);
    if (ofRoot[root] < 0) ofRoot[root] = count++;
  }
  return { label: parent.map((_, i) => ofRoot[rootOf(parent, i)]), count };
}
