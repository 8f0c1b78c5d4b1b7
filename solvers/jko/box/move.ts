import type { BoxIterate } from './boxIterate.ts';

/** out += step · by. */
function add(out: Float64Array, step: number, by: Float64Array): void {
  for (let k = 0; k < out.length; k++) out[k] += step * by[k];
}

/** Moves densities and momentum along their steps, and returns how far. */
export function movePrimal(it: BoxIterate, step: number): number {
  add(it.density, step, it.densityStep);
  for (let k = 0; k < it.momentum.length; k++) add(it.momentum[k], step, it.momentumStep[k]);
  return step;
}

/** Moves potentials along their steps. */
export function movePotentials(it: BoxIterate, step: number): void {
  add(it.potential, step, it.potentialStep);
}
