import { diffuse } from '../diffuse.ts';
import { evaluateFaces } from '../faceValues.ts';
import { endOf, type StepProblem } from '../stepProblem.ts';
import type { Iterate } from './iterate.ts';
import { kineticEnergy } from './lineSearch.ts';
import { restoreMass } from './restoreMass.ts';

// How far a cold start diffuses, in units of τ, and how much of the mass it spreads evenly: measured over τ = 1e-5…1e-1,
// n = 100…1600 and S = 1…8 from an indicator, these need the fewest iterations; factors of four hardly matter.
const SPREAD = 4;
const EVEN = 1e-3;

/** A start that knows nothing but the previous density, vacuum or not: diffused, with a floor, linear in inner time. */
export function coldStart(it: Iterate, problem: StepProblem): void {
  const { previous, intervals, timeStep, energy } = problem;
  const n = previous.length;
  const { density, potential } = it.path;
  const [, upper] = energy.domain;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += previous[i] / n;
  const spread = diffuse(previous, (SPREAD * timeStep) / energy.grid.axes[0].spacing ** 2);
  for (let j = 0; j < intervals; j++) {
    const s = (j + 1) / intervals;
    for (let i = 0; i < n; i++) {
      const straight = (1 - s) * previous[i] + s * Math.min(spread[i], upper);
      density[j * n + i] = (1 - EVEN) * straight + EVEN * mean;
    }
  }
  restoreMass(density, problem);
  potential.fill(0);
  for (let k = 0; k < density.length; k++) it.multiplier[k] = (EVEN * mean) / density[k];
}

// A warm start changes cells by at most this factor, or diffuses for this part of τ, less than any step from rough data does.
const REACH = 2;
const PART = 0.3;

/** `previous` times its last change. */
function extrapolated(out: Float64Array, before: Float64Array, { previous, energy }: StepProblem): void {
  for (let i = 0; i < previous.length; i++) {
    const ratio = previous[i] / before[i];
    const grown = previous[i] * (ratio > REACH ? REACH : ratio > 1 / REACH ? ratio : 1 / REACH);
    out[i] = Math.min(grown, 0.5 * (previous[i] + energy.domain[1]));
  }
}

/** `previous` diffused. */
function diffused(out: Float64Array, { previous, timeStep, energy }: StepProblem): void {
  const spread = diffuse(previous, (PART * timeStep) / energy.grid.axes[0].spacing ** 2);
  for (let i = 0; i < previous.length; i++) out[i] = Math.min(spread[i], energy.domain[1]);
}

/** Writes densities on the straight line in inner time to `end`, given the right mass, and returns their objective. */
function lineTo(it: Iterate, end: Float64Array, problem: StepProblem): number {
  const { previous, intervals, energy } = problem;
  const n = previous.length;
  const { density } = it.path;
  for (let j = 0; j < intervals; j++) {
    const s = (j + 1) / intervals;
    for (let i = 0; i < n; i++) density[j * n + i] = (1 - s) * previous[i] + s * end[i];
  }
  restoreMass(density, problem);
  evaluateFaces(it.faces, it.path, problem);
  return kineticEnergy(it, problem) + energy.value(endOf(it.path, problem)) / energy.grid.cellVolume;
}

/**
 * A start from the solved step before, whose previous density was `before`: that step repeated, or a little diffusion,
 * whichever is nearer to the minimum; potentials and the final multipliers' complementarity are kept.
 *
 * @param barrier - smallest complementarity p z to start from.
 */
export function warmStart(it: Iterate, before: Float64Array, barrier: number, problem: StepProblem): void {
  const { previous, intervals } = problem;
  const n = previous.length;
  const { density } = it.path;
  const last = (intervals - 1) * n;
  for (let k = 0; k < last; k++) it.multiplier[k] = barrier;
  for (let k = last; k < density.length; k++)
    it.multiplier[k] = Math.max(it.multiplier[k] * density[k], barrier);
  extrapolated(it.cells, before, problem);
  const repeating = lineTo(it, it.cells, problem);
  diffused(it.slope, problem);
  if (repeating < lineTo(it, it.slope, problem)) lineTo(it, it.cells, problem);
  for (let k = 0; k < density.length; k++) it.multiplier[k] /= density[k];
}
