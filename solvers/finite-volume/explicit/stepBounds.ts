/**
 * What bounds the time step, found so far: at OUTFLOW the largest part of its density that a cell gives away per time, at DIFFUSIVITY the
 * largest diffusivity.
 */
export type StepBounds = Float64Array;
export const OUTFLOW = 0;
export const DIFFUSIVITY = 1;

/** Nothing found yet. */
export function clearBounds(bounds: StepBounds): void {
  bounds.fill(Number.MIN_VALUE);
}
