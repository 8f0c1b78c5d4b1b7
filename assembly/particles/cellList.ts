/** What `solvers/particles/pairs/cellKernel.ts` writes. */
@unmanaged
export class CellList {
  particles: i32;
  dimension: i32;
  /** How many cells there are. */
  size: i32;
  /** Whether there are other images than the box. */
  shifted: i32;
  /** Four numbers each, of which three are those of axes: lower ends, cells per length, and numbers of cells less one. */
  box: usize;
  /** The cell of each particle, and room for an integer for each cell and one more. */
  cells: usize;
  next: usize;
  /** Of each cell the first place; of each place the particle and the cell, coordinates and sums. */
  starts: usize;
  order: usize;
  placeCells: usize;
  x: usize;
  y: usize;
  z: usize;
  fx: usize;
  fy: usize;
  fz: usize;
  /** Of each cell the first of its runs of neighbours; of each run its first and last cell, and its image; of each image its shift. */
  runs: usize;
  first: usize;
  last: usize;
  images: usize;
  shifts: usize;
  /** The places of both of each pair that has been found: room for as many as there are particles, and 320 more. */
  whose: usize;
  others: usize;
  /** For each set of four, its members and then what will be overwritten. */
  packed: usize;
}
