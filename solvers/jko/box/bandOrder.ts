import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { Grid } from '../../../src/index.ts';

/** An order of the cells of a grid in which neighbours are close. */
export interface BandOrder {
  /** The place of every cell. */
  readonly place: Int32Array;
  /** The largest distance between the places of neighbours. */
  readonly reach: number;
}

/** Places along one axis: folded, 0, n − 1, 1, n − 2, … where it is periodic, so that both ends meet. */
function placeAlong(i: number, cells: number, periodic: boolean): number {
  if (!periodic) return i;
  return i < cells - i ? 2 * i : 2 * (cells - 1 - i) + 1;
}

/** Layer by layer along the axis for which neighbours are closest. */
export function bandOrder(grid: Grid): BandOrder {
  const { axes, strides, size } = grid;
  const reachAlong = (k: number): number => ((axes[k].periodic ? 2 : 1) * size) / axes[k].cells;
  let slowest = 0;
  for (let k = 1; k < axes.length; k++) if (reachAlong(k) < reachAlong(slowest)) slowest = k;
  const { cells, periodic } = axes[slowest];
  const stride = strides[slowest];
  const place = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    const layer = placeAlong(Math.floor(i / stride) % cells, cells, periodic);
    place[i] = (layer * size) / cells + Math.floor(i / (stride * cells)) * stride + (i % stride);
  }
  let reach = 0;
  for (let k = 0; k < axes.length; k++)
    eachFaceBlock(grid, k, (_, l, r, n) => {
      for (let i = 0; i < n; i++) reach = Math.max(reach, Math.abs(place[l + i] - place[r + i]));
    });
  return { place, reach };
}
