import type { DensityBounds } from '../densityBounds.ts';

// The part of their distance from the bounds that extrapolated densities keep of that of the density they start from.
const KEPT = 0.25;

/**
 * Writes 2 `fine` − `coarse`, kept within bounds: the two ends of a time step of first order in two halves and in one, extrapolated
 * to no error of the lowest order.
 *
 * Where the difference d = `fine` − `coarse` would take a cell by more than three quarters towards a bound it is cut there, and the
 * part of d of the other sign is scaled down to the same sum, so that mass is exact; where nothing is cut nothing is scaled.
 *
 * @param out - n cells, may be `coarse`.
 * @param bounds - that contain `fine`.
 */
export function extrapolate(
  out: Float64Array,
  fine: Float64Array,
  coarse: Float64Array,
  { lower, ceiling }: DensityBounds,
): void {
  let up = 0;
  let down = 0;
  let cut = false;
  for (let i = 0; i < out.length; i++) {
    const d = fine[i] - coarse[i];
    const least = (KEPT - 1) * (fine[i] - lower);
    const most = ceiling === null ? Infinity : (1 - KEPT) * (ceiling[i] - fine[i]);
    const kept = d < least ? least : d > most ? most : d;
    if (kept !== d) cut = true;
    out[i] = kept;
    if (kept > 0) up += kept;
    else down -= kept;
  }
  const raise = cut && up > down ? down / up : 1;
  const lowering = cut && down > up ? up / down : 1;
  for (let i = 0; i < out.length; i++) out[i] = fine[i] + (out[i] > 0 ? raise : lowering) * out[i];
}
