import type { AcrossAxis } from './acrossRow.ts';
import { type Fastest, GIVEN, type Row } from './row.ts';
import { halfSlope, limitedHalfSlope } from './slope.ts';
import type { Variation } from './variation.ts';

/**
 * Fluxes between the cells of one row, from cell `start` on, and across to the row from `next` on, along the nearest axis: writes L(p) of the
 * row into `out`, what came from axes further off included.
 *
 * Both in one loop, as it is memory and not arithmetic that this waits for.
 *
 * @param next - first cell of the next row; negative if there is a wall.
 * @param beyond - first cell of the row behind that; negative if there is a wall.
 * @param periodic - whether the row is.
 * @param fastest - updated by the {@link Fastest} of the cells of the row.
 */
export function sweepRow(
  out: Float64Array,
  { count, inverse, always, rate, outflow, along, across: onward }: Row,
  across: AcrossAxis,
  { xi }: Variation,
  p: Float64Array,
  start: number,
  next: number,
  beyond: number,
  periodic: boolean,
  fastest: Fastest,
): void {
  const { half: acrossHalf, flux: acrossFlux, inverse: acrossInverse } = across;
  const last = start + count - 1;
  // A periodic row begins with the face between its last cell and its first.
  let cell = periodic ? last : start;
  let right = periodic ? start : Math.min(start + 1, last);
  // What is known of the cell on the left is carried along: each entry of the row is read once.
  let q = p[cell];
  let x = xi[cell];
  let ahead = p[right];
  const before = periodic ? q - p[last - 1] : ahead - q;
  let half = halfSlope(before, ahead - q, q, always);
  let intoFlux = 0;
  let wrapFlux = 0;
  let given = fastest[GIVEN];
  for (let i = periodic ? -1 : 0; i < count; i++) {
    const here = q;
    const hereX = x;
    let flux = wrapFlux;
    if (i < count - 1) {
      q = ahead;
      const back = q - here;
      // Beyond a wall there is nothing to read; the difference on the other side takes its place.
      if (right < last) ahead = p[right + 1];
      else if (periodic) ahead = p[start];
      const forward = right < last || periodic ? ahead - q : back;
      const central = 0.25 * (back + forward);
      const nextHalf = !always && Math.abs(central) <= q ? central : limitedHalfSlope(back, forward, q);
      x = xi[right];
      const u = (hereX - x) * inverse;
      const fromLeft = here + half;
      const fromRight = q - nextHalf;
      const upwind = u > 0 ? fromLeft : fromRight;
      flux = u * upwind * inverse;
      along[i < 0 ? count - 1 : i] = upwind;
      half = nextHalf;
    }
    if (i >= 0) {
      const fromAcross = acrossFlux[i];
      let onAcross = 0;
      if (next >= 0) {
        const r = next + i;
        const other = p[r];
        const back = other - here;
        const forward = beyond >= 0 ? p[beyond + i] - other : back;
        const central = 0.25 * (back + forward);
        const nextHalf =
          !always && Math.abs(central) <= other ? central : limitedHalfSlope(back, forward, other);
        const u = (hereX - xi[r]) * acrossInverse;
        const fromHere = here + acrossHalf[i];
        const fromOther = other - nextHalf;
        const upwind = u > 0 ? fromHere : fromOther;
        onAcross = u * upwind * acrossInverse;
        onward[i] = upwind;
        acrossHalf[i] = nextHalf;
        acrossFlux[i] = onAcross;
      }
      out[cell] = rate[i] + fromAcross - onAcross + intoFlux - flux;
      // |x| − x is twice what x takes away.
      const alongGiven = Math.abs(intoFlux) - intoFlux + Math.abs(flux) + flux;
      const acrossGiven = Math.abs(fromAcross) - fromAcross + Math.abs(onAcross) + onAcross;
      const away = outflow[i] + 0.5 * (alongGiven + acrossGiven);
      // NaN, which is not larger, in vacuum.
      const part = away / here;
      if (part > given) given = part;
    } else {
      wrapFlux = flux;
    }
    intoFlux = flux;
    cell = right;
    right = cell + 1;
  }
  fastest[GIVEN] = given;
}
