import { energyDecrease } from '../../energyDecrease.ts';
import { evaluateFaces } from '../faceValues.ts';
import { endOf, type StepProblem } from '../stepProblem.ts';
import type { Iterate } from './iterate.ts';
import { restoreMass } from './restoreMass.ts';

// Differences of objectives below this part of their terms are rounding.
const ROUNDING = 1e-12;
const HALVINGS = 20;

/** Σ_j Δs Σ_f m²/(2τθ), the kinetic energy over h, of the faces as they were evaluated. */
export function kineticEnergy({ faces }: Iterate, { previous, intervals, timeStep }: StepProblem): number {
  const n = previous.length;
  let action = 0;
  for (let j = 0; j < intervals; j++)
    for (let k = j * n; k < (j + 1) * n - 1; k++) action += faces.momentum[k] * faces.velocity[k];
  return action / (2 * timeStep * intervals);
}

/**
 * Moves the densities along their direction by `step`, halved until the barrier objective
 *
 *     1/(2τ) Σ_j Δs Σ_f m²/θ + E(p^S)/h − μ Σ_j Σ_i log p_i^j
 *
 * does not increase, and evaluates the faces there. Both hold for the densities in place if no step is short enough.
 *
 * @param step - at most the room that the densities have. @param barrier - μ.
 * @returns whether the densities have moved.
 */
export function lineSearch(it: Iterate, step: number, barrier: number, problem: StepProblem): boolean {
  const { energy, previous } = problem;
  const { origin, densityStep, cells } = it;
  const { density } = it.path;
  const end = endOf(it.path, problem);
  const endBefore = origin.subarray(origin.length - previous.length);
  const before = kineticEnergy(it, problem);
  origin.set(density);
  energy.firstVariation(cells, endBefore);
  for (let halving = 0; halving <= HALVINGS; halving++) {
    let logarithms = 0;
    for (let k = 0; k < density.length; k++) {
      density[k] = origin[k] + step * densityStep[k];
      logarithms += Math.log(density[k] / origin[k]);
    }
    restoreMass(density, problem);
    evaluateFaces(it.faces, it.path, problem);
    const kinetic = kineticEnergy(it, problem);
    const change = energyDecrease(end, endBefore, cells, energy) / energy.grid.cellVolume;
    const noise = before + Math.abs(change) + barrier * Math.abs(logarithms);
    if (kinetic - before + change - barrier * logarithms <= ROUNDING * noise) return true;
    step *= 0.5;
  }
  density.set(origin);
  evaluateFaces(it.faces, it.path, problem);
  return false;
}
