import { DIFFUSIVITY, type StepBounds } from './stepBounds.ts';
import type { Variation } from './variation.ts';

/** Below this relative difference of two densities the secant of U′ cancels, and U″ takes its place. */
const CLOSE = 1e-6;

/** Where U″ was asked for at a density that differs relatively by no more, it is not asked for again. */
const ALIKE = 0.01;

/**
 * Raises the largest diffusivity found so far to that of the faces between the cells from `left` and those from `right` on,
 * D = p_upwind (U′(p_R) − U′(p_L))/(p_R − p_L).
 *
 * @param upwind - densities that are carried through these faces, from entry `face` on.
 */
export function raiseDiffusivity(
  bounds: StepBounds,
  upwind: Float64Array,
  face: number,
  { floor, slope, d2U }: Variation,
  p: Float64Array,
  left: number,
  right: number,
  count: number,
): void {
  let largest = bounds[DIFFUSIVITY];
  let asked = -1;
  for (let i = 0; i < count; i++) {
    const a = Math.max(p[left + i], floor);
    const b = Math.max(p[right + i], floor);
    const apart = Math.abs(b - a);
    const carried = upwind[face + i] * Math.abs(slope[right + i] - slope[left + i]);
    if (apart > CLOSE * (a + b)) {
      // Compared as products, for a quotient takes longer than all the rest.
      if (carried > largest * apart) largest = carried / apart;
    } else if (Math.abs(b - asked) > ALIKE * asked) {
      asked = b;
      largest = Math.max(largest, b * d2U(b));
    }
  }
  bounds[DIFFUSIVITY] = largest;
}
