/**
 * What bounds the time step, found so far: at GIVEN the largest part of its density that a cell gives away per time, at SPREAD the
 * largest diffusivity.
 */
export type Fastest = Float64Array;
export const GIVEN = 0;
export const SPREAD = 1;

/** Nothing found yet. */
export function clearFastest(fastest: Fastest): void {
  fastest.fill(Number.MIN_VALUE);
}
