import { edges } from '../../../src/grid/axis.ts';
import type { Grid } from '../../../src/index.ts';

/** The slope of the density in parcel k: the lesser of those to its neighbours, none at walls and extrema. */
function slopeAt(k: number, mass: Float64Array, width: Float64Array): number {
  if (k === 0 || k === mass.length - 1) return 0;
  const p = mass[k] / width[k];
  const left = (p - mass[k - 1] / width[k - 1]) / (width[k - 1] + width[k]);
  const right = (mass[k + 1] / width[k + 1] - p) / (width[k] + width[k + 1]);
  if (left * right <= 0) return 0;
  return 2 * (Math.abs(left) < Math.abs(right) ? left : right);
}

/**
 * Writes the averages over cells of the density that is linear on each parcel, of the parcel's mass and between those of its
 * neighbours (van Leer 1979): nonnegative, and of the parcels' mass to rounding.
 *
 * With the density constant on each parcel, as it is while steps are solved, edges of cells that fall anywhere within
 * parcels would spoil the second order that the distribution function has at knots.
 *
 * @param knots - M + 1 ends of parcels, ascending from wall to wall.
 * @param width - their M widths.
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
    let passed = 0;
    const slope = knots[k + 1] > edge[cell + 1] ? slopeAt(k, mass, width) : 0;
    while (cell < last && knots[k + 1] > edge[cell + 1]) {
      const t = Math.max(0, edge[cell + 1] - knots[k]);
      const upTo = t * (mass[k] / width[k] + 0.5 * slope * (t - width[k]));
      const part = Math.min(mass[k], Math.max(passed, upTo));
      out[cell] += part - passed;
      passed = part;
      cell++;
    }
    out[cell] += mass[k] - passed;
  }
  for (let i = 0; i <= last; i++) out[i] /= grid.cellVolume;
}
