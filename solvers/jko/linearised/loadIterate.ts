import type { BoxIterate } from '../box/boxIterate.ts';
import type { BoxProblem } from '../box/boxProblem.ts';
import { lineariseFaces } from '../box/linearise.ts';
import { evaluateMobilities } from '../box/mobilities.ts';
import { assembleBox } from '../box/system.ts';

// Densities between the ends have no energy; for the preconditioner alone they have this part of its curvature.
const PROXIMAL = 1e-8;

/**
 * Makes the iterate that of a path without multipliers: the coefficients of the saddle matrix, its residuals of stationarity, and of
 * continuity with m = τ θ grad φ in `outflow`.
 */
export function loadIterate(
  it: BoxIterate,
  density: Float64Array,
  potential: Float64Array,
  problem: BoxProblem,
): void {
  const n = it.grid.size;
  it.density.set(density);
  it.potential.set(potential);
  it.lowerMultiplier.fill(0);
  it.upperMultiplier.fill(0);
  for (const m of it.momentum) m.fill(0);
  evaluateMobilities(it, problem);
  lineariseFaces(it, problem);
  problem.energy.firstVariation(it.slope, it.density.subarray(it.density.length - n));
  assembleBox(it, problem, 0, PROXIMAL);
  for (let k = 0; k < density.length; k++)
    it.outflow[k] += density[k] - (k < n ? problem.previous[k] : density[k - n]);
}
