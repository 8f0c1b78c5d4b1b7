import { edges } from '../../../src/grid/axis.ts';
import type { Grid } from '../../../src/index.ts';

/**
 * Writes the cell averages of the density that is constant on each parcel: exact, and of the parcels' mass to rounding.
 *
 * @param knots - M + 1 ends of parcels, ascending from wall to wall; @param width - their M widths.
 */
export function cellAverages(
  out: Float64Array,
  mass: Float64Array,
  width: Float64Array,
  knots: Float64Array,
  grid: Grid,
): void {
  const edge = edges(grid.axes[0]);
  const last = grid.size - 1;
  out.fill(0);
  let cell = 0;
  for (let k = 0; k < mass.length; k++) {
    // What lies in the last cell that the parcel reaches is what the others leave: no mass is lost.
    let left = mass[k];
    let from = knots[k];
    while (cell < last && knots[k + 1] > edge[cell + 1]) {
      const part = Math.min(left, (mass[k] / width[k]) * Math.max(0, edge[cell + 1] - from));
      out[cell] += part;
      left -= part;
      from = edge[cell + 1];
      cell++;
    }
    out[cell] += left;
  }
  for (let i = 0; i <= last; i++) out[i] /= grid.cellVolume;
}
