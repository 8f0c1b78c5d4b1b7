import { massOf } from '../../../src/density/density.ts';
import type { StepProblem } from '../stepProblem.ts';

/** Scales every density of a path to the mass of the previous one: linear solves leave it to rounding of their own. */
export function restoreMass(
  density: Float64Array,
  { previous, intervals, energy: { grid } }: StepProblem,
): void {
  const n = previous.length;
  const mass = massOf(previous, grid);
  for (let j = 0; j < intervals; j++) {
    const p = density.subarray(j * n, (j + 1) * n);
    const factor = mass / massOf(p, grid);
    for (let i = 0; i < n; i++) p[i] *= factor;
  }
}
