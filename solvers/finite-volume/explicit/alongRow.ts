import { raiseDiffusivity } from './raiseDiffusivity.ts';
import type { Row } from './row.ts';
import { OUTFLOW, type StepBounds } from './stepBounds.ts';
import type { Variation } from './variation.ts';

/** Half slopes, fluxes and upwind values along the row of cells from `start` on. */
function faces(row: Row, { xi }: Variation, p: Float64Array, start: number): void {
  const { count, inverse, periodic, always, half, flux, upwind } = row;
  const { halfSlopes, fluxes } = row.kernels;
  const last = start + count - 1;
  const second = count > 1 ? start + 1 : -1;
  const secondLast = count > 1 ? last - 1 : -1;
  halfSlopes(half, 0, p, periodic ? last : -1, start, second, 1, always);
  if (count > 2) halfSlopes(half, 1, p, start, start + 1, start + 2, count - 2, always);
  if (count > 1) halfSlopes(half, count - 1, p, secondLast, last, periodic ? start : -1, 1, always);
  fluxes(flux, upwind, 1, p, xi, start, start + 1, count - 1, inverse, half, 0, half, 1);
  if (periodic) fluxes(flux, upwind, 0, p, xi, last, start, 1, inverse, half, count - 1, half, 0);
  else flux[0] = 0;
  flux[count] = flux[0];
}

/**
 * Writes L(p) of the row of cells from `start` on into `out`, with what has passed across it.
 *
 * @param bounds - raised to what the cells of the row give away.
 * @param diffusive - whether it is also raised to the diffusivities of the faces along the row.
 */
export function alongRow(
  out: Float64Array,
  row: Row,
  at: Variation,
  p: Float64Array,
  start: number,
  bounds: StepBounds,
  diffusive: boolean,
): void {
  const { kernels, count, periodic, rate, outflow, flux, upwind } = row;
  faces(row, at, p, start);
  if (diffusive) {
    raiseDiffusivity(bounds, kernels, upwind, 1, at, p, start, start + 1, count - 1);
    if (periodic) raiseDiffusivity(bounds, kernels, upwind, 0, at, p, start + count - 1, start, 1);
  }
  bounds[OUTFLOW] = kernels.balance(out, start, p, rate, outflow, flux, count, bounds[OUTFLOW]);
}
