import { eachFaceBlock } from '../../src/grid/eachFace.ts';
import type { Grid } from '../../src/index.ts';

function conductBlock(
  out: Float64Array,
  x: Float64Array,
  c: Float64Array,
  l: number,
  r: number,
  n: number,
): void {
  for (let i = 0; i < n; i++) {
    const flux = c[l + i] * (x[r + i] - x[l + i]);
    out[l + i] -= flux;
    out[r + i] += flux;
  }
}

/**
 * out_i = Σ_f c_f (x_i − x_j) over the faces f of cell i with neighbour j: −div θ grad x for c = θ/h².
 *
 * @param conductances - c per axis, that of the face between a cell and its upper neighbour stored with the cell.
 */
export function conduct(
  out: Float64Array,
  x: Float64Array,
  conductances: readonly Float64Array[],
  grid: Grid,
): void {
  out.fill(0);
  for (let k = 0; k < grid.dimension; k++)
    eachFaceBlock(grid, k, (_, l, r, n) => conductBlock(out, x, conductances[k], l, r, n));
}
