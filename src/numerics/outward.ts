import { integrate } from './gaussKronrod.ts';

/** What panels may add before they are the end. */
const NEGLIGIBLE = 1e-13;
/** Silence before anything was found is followed so far, in units of the scale: three decades. */
const SILENCE = 1e3;
/** Panels, each twice as long as the one before. */
const PANELS = 60;

/**
 * ∫_0^end f dt of what varies at first as fast as it likes and further out on the scale of t itself: t = scale w³, in panels [0, 1], [1, 2], [2, 4]… of w.
 *
 * @param end - may be Infinity: panels go on until two add nothing.
 * @param tolerance - relative to ∫|f| + beside.
 * @param beside - ∫|f| of what this integral will be added to.
 * @returns NaN if panels do not come to their end.
 */
export function outward(
  f: (t: number) => number,
  scale: number,
  end: number,
  tolerance: number,
  beside = 0,
): number {
  const last = Math.cbrt(end / scale);
  const mapped = (w: number): number => 3 * scale * w * w * f(scale * w ** 3);
  let value = 0;
  let absolute = beside;
  let idle = 0;
  for (let from = 0, k = 0; from < last && idle < 2; k++) {
    if (k === PANELS) return Number.NaN;
    const to = Math.min(last, k === 0 ? 1 : 2 * from);
    const part = integrate(mapped, from, to, tolerance, 200, absolute);
    const seen = absolute > 0 || to ** 3 > SILENCE;
    idle = seen && part.absolute <= NEGLIGIBLE * absolute ? idle + 1 : 0;
    value += part.value;
    absolute += part.absolute;
    from = to;
  }
  return value;
}
