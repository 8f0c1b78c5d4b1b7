import type { StepProblem } from '../stepProblem.ts';
import { solveFactorised } from './blockTridiagonal.ts';
import type { Iterate } from './iterate.ts';

// Second-order corrections beyond this multiple of the target say nothing: they come from far off the central path.
const BOUND = 1e3;

/**
 * Writes the Newton direction towards p z = target, whose matrix must have been factorised.
 *
 * @param corrected - whether to subtract the second-order term of the direction that the iterate holds (Mehrotra's
 * corrector); without it, the direction descends on the barrier objective of {@link lineSearch}.
 */
export function findDirection(
  it: Iterate,
  target: number,
  corrected: boolean,
  { previous, intervals }: StepProblem,
): void {
  const n = previous.length;
  const { unknowns, stationarity, continuity, scale, multiplier } = it;
  const { densityStep, potentialStep, multiplierStep } = it;
  const { density } = it.path;
  const bound = BOUND * target;
  for (let j = 0; j < intervals; j++) {
    for (let i = 0; i < n; i++) {
      const k = j * n + i;
      const at = 2 * (i * intervals + j);
      const product = corrected ? densityStep[k] * multiplierStep[k] : 0;
      const goal = target - (product > bound ? bound : product < -bound ? -bound : product);
      multiplierStep[k] = goal / density[k];
      unknowns[at] = (multiplierStep[k] - stationarity[k]) * scale[k];
      unknowns[at + 1] = -continuity[k];
    }
  }
  solveFactorised(unknowns, it.matrix);
  for (let j = 0; j < intervals; j++) {
    for (let i = 0; i < n; i++) {
      const k = j * n + i;
      const at = 2 * (i * intervals + j);
      densityStep[k] = unknowns[at] * scale[k];
      potentialStep[k] = unknowns[at + 1];
      multiplierStep[k] -= multiplier[k] * (1 + densityStep[k] / density[k]);
    }
  }
}

/** The largest a with u + a du ≥ 0. */
function roomBelow(u: Float64Array, du: Float64Array): number {
  let worst = 0;
  for (let k = 0; k < u.length; k++) if (-du[k] > worst * u[k]) worst = -du[k] / u[k];
  return 1 / worst;
}

/** The largest a with p + a dp ≥ 0, and p^S + a dp^S in the domain of the energy. */
export function primalRoom({ path, densityStep }: Iterate, { previous, energy }: StepProblem): number {
  const { density } = path;
  const [, upper] = energy.domain;
  const below = roomBelow(density, densityStep);
  if (upper === Infinity) return below;
  let worst = 0;
  for (let k = density.length - previous.length; k < density.length; k++)
    if (densityStep[k] > worst * (upper - density[k])) worst = densityStep[k] / (upper - density[k]);
  return Math.min(below, 1 / worst);
}

/** The largest a with z + a dz ≥ 0. */
export function dualRoom({ multiplier, multiplierStep }: Iterate): number {
  return roomBelow(multiplier, multiplierStep);
}
