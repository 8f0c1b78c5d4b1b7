import { CLOSE, type Row } from './row.ts';
import { halfSlope } from './slope.ts';
import type { Variation } from './variation.ts';

/**
 * Fluxes between the cells of one row, from cell `start` on: writes L(p) of the row into `out`, what came from across included.
 *
 * @returns the largest rate, of outflow or of diffusion, among `fastest` and those of the cells of the row; NaN if one is.
 */
export function alongRow(
  out: Float64Array,
  { count, inverse, always, rate, diffusivity, outflow }: Row,
  { floored, slope, xi, d2U }: Variation,
  p: Float64Array,
  start: number,
  periodic: boolean,
  fastest: number,
): number {
  const last = start + count - 1;
  // A periodic row begins with the face between its last cell and its first.
  let cell = periodic ? last : start;
  let next = periodic ? start : Math.min(start + 1, last);
  // What is known of the cell on the left is carried along: each array is read once.
  let q = p[cell];
  let x = xi[cell];
  let a = floored[cell];
  let dU = slope[cell];
  let ahead = p[next];
  const before = periodic ? q - p[last - 1] : ahead - q;
  let half = halfSlope(before, ahead - q, q, always);
  let intoFlux = 0;
  let intoDiffusivity = 0;
  let wrapFlux = 0;
  let wrapDiffusivity = 0;
  for (let i = periodic ? -1 : 0; i < count; i++) {
    let flux = wrapFlux;
    let d = wrapDiffusivity;
    const here = q;
    if (i < count - 1) {
      q = ahead;
      const back = q - here;
      // Beyond a wall there is nothing to read; the difference on the other side takes its place.
      if (next < last) ahead = p[next + 1];
      else if (periodic) ahead = p[start];
      const forward = next < last || periodic ? ahead - q : back;
      const nextHalf = halfSlope(back, forward, q, always);
      const nextX = xi[next];
      const b = floored[next];
      const nextSlope = slope[next];
      const u = (x - nextX) * inverse;
      const upwind = u > 0 ? here + half : q - nextHalf;
      flux = u * upwind * inverse;
      const apart = Math.abs(b - a) > CLOSE * (a + b);
      const secant = apart ? (nextSlope - dU) / (b - a) : d2U(0.5 * (a + b));
      d = upwind * secant * inverse * inverse;
      half = nextHalf;
      x = nextX;
      a = b;
      dU = nextSlope;
    }
    if (i >= 0) {
      out[cell] = rate[i] + intoFlux - flux;
      const diffusion = diffusivity[i] + intoDiffusivity + d;
      if (!(diffusion <= fastest)) fastest = diffusion > fastest ? diffusion : Number.NaN;
      const given = outflow[i] + (intoFlux < 0 ? -intoFlux : 0) + (flux > 0 ? flux : 0);
      // A product tells where it is not the largest; the quotient is taken only where it may be.
      if (given > 0.999999 * fastest * here) fastest = Math.max(fastest, given / here);
    } else {
      wrapFlux = flux;
      wrapDiffusivity = d;
    }
    intoFlux = flux;
    intoDiffusivity = d;
    cell = next;
    next = cell + 1;
  }
  return fastest;
}
