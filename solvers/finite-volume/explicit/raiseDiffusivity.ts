import type { RowKernels } from './rowKernels.ts';
import { DIFFUSIVITY, type StepBounds } from './stepBounds.ts';
import type { Variation } from './variation.ts';

/** Below this relative difference of two densities the secant of U′ cancels, and U″ takes its place. */
const CLOSE = 1e-6;

/** Where U″ was asked for at a density that differs relatively by no more, it is not asked for again. */
const ALIKE = 0.01;

/**
 * Finds the largest of p_upwind (U′(p_R) − U′(p_L))/(p_R − p_L) among the faces between the cells from `left` and those from `right` on.
 *
 * @param upwind - densities that are carried through these faces, from entry `face` on. @param slope - U′.
 * @returns `largest` or more; minus that, if there are faces between cells so close that the secant cancels.
 */
export function raiseBySecants(
  upwind: Float64Array,
  face: number,
  p: Float64Array,
  slope: Float64Array,
  left: number,
  right: number,
  count: number,
  floor: number,
  largest: number,
): number {
  let close = false;
  for (let i = 0; i < count; i++) {
    const a = Math.max(p[left + i], floor);
    const b = Math.max(p[right + i], floor);
    const apart = Math.abs(b - a);
    const carried = upwind[face + i] * Math.abs(slope[right + i] - slope[left + i]);
    // Compared as products, for a quotient takes longer than all the rest.
    if (apart > CLOSE * (a + b)) {
      if (carried > largest * apart) largest = carried / apart;
    } else close = true;
  }
  return close ? -largest : largest;
}

/** The largest p U″ beside faces between cells whose densities are close. @returns `largest` or more. */
function raiseByCurvature(
  { floor, d2U }: Variation,
  p: Float64Array,
  left: number,
  right: number,
  count: number,
  largest: number,
): number {
  let asked = -1;
  for (let i = 0; i < count; i++) {
    const a = Math.max(p[left + i], floor);
    const b = Math.max(p[right + i], floor);
    if (Math.abs(b - a) > CLOSE * (a + b) || Math.abs(b - asked) <= ALIKE * asked) continue;
    asked = b;
    largest = Math.max(largest, b * d2U(b));
  }
  return largest;
}

/**
 * Raises the largest diffusivity found so far to that of the faces between the cells from `left` and those from `right` on,
 * D = p_upwind (U′(p_R) − U′(p_L))/(p_R − p_L).
 *
 * @param upwind - densities that are carried through these faces, from entry `face` on.
 */
export function raiseDiffusivity(
  bounds: StepBounds,
  kernels: RowKernels,
  upwind: Float64Array,
  face: number,
  at: Variation,
  p: Float64Array,
  left: number,
  right: number,
  count: number,
): void {
  const { slope, floor } = at;
  const found = kernels.raiseBySecants(
    upwind,
    face,
    p,
    slope,
    left,
    right,
    count,
    floor,
    bounds[DIFFUSIVITY],
  );
  bounds[DIFFUSIVITY] = found > 0 ? found : raiseByCurvature(at, p, left, right, count, -found);
}
