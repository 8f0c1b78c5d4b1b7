import type { Grid } from '../../../../../src/index.ts';

/** The cell `by` cells on along axis k; null beyond a wall. */
function neighbour(grid: Grid, cell: number, k: number, by: number): number | null {
  const { cells, periodic } = grid.axes[k];
  const at = Math.floor(cell / grid.strides[k]) % cells;
  const to = periodic ? (at + by + cells) % cells : at + by;
  return to >= 0 && to < cells ? cell + (to - at) * grid.strides[k] : null;
}

/** Half of h times the slope along axis k as it is printed: central if it may be, else minmod with θ = 2. */
function halfSlope(p: Float64Array, grid: Grid, cell: number, k: number): number {
  const q = p[cell];
  const before = neighbour(grid, cell, k, -1);
  const behind = neighbour(grid, cell, k, 1);
  if (before === null && behind === null) return 0;
  if (before === null || behind === null) {
    const d = before === null ? p[behind ?? cell] - q : q - p[before];
    return 0.5 * Math.sign(d) * Math.min(Math.abs(d), 2 * q);
  }
  const all = [2 * (p[behind] - q), 0.5 * (p[behind] - p[before]), 2 * (q - p[before])];
  if (Math.abs(all[1]) <= 2 * q) return 0.5 * all[1];
  if (all.every((d) => d > 0)) return 0.5 * Math.min(...all);
  if (all.every((d) => d < 0)) return 0.5 * Math.max(...all);
  return 0;
}

/** dp/dt of the scheme, cell by cell and axis by axis, from the sum of what passes its faces. */
export function naiveRate(p: Float64Array, xi: Float64Array, grid: Grid): number[] {
  const flux = (left: number, k: number): number => {
    const right = neighbour(grid, left, k, 1);
    if (right === null) return 0;
    const u = -(xi[right] - xi[left]) / grid.axes[k].spacing;
    const east = p[left] + halfSlope(p, grid, left, k);
    const west = p[right] - halfSlope(p, grid, right, k);
    return Math.max(u, 0) * east + Math.min(u, 0) * west;
  };
  return Array.from(p, (_, cell) =>
    grid.axes.reduce((s, { spacing }, k) => {
      const before = neighbour(grid, cell, k, -1);
      return s - (flux(cell, k) - (before === null ? 0 : flux(before, k))) / spacing;
    }, 0),
  );
}
