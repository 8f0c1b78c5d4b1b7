import { energyDecrease } from '../../energyDecrease.ts';
import { eachInterval } from './bounds.ts';
import type { BoxIterate } from './boxIterate.ts';
import type { BoxProblem } from './boxProblem.ts';
import { lineariseFaces } from './linearise.ts';
import { evaluateMobilities } from './mobilities.ts';
import { movePrimal } from './move.ts';

// Differences of objectives below this part of their terms are rounding.
const ROUNDING = 1e-12;
const HALVINGS = 30;

/**
 * Moves densities and momentum along their steps by `room`, halved until the barrier objective
 *
 *     1/(2τ) Σ_j Δs Σ_f |m|²/θ + E(p^S)/h^d − μ Σ_j Σ_i log(p − lower)(upper − p)
 *
 * does not increase, and returns how far.
 *
 * @param action - Σ_j Δs Σ_f |m|²/θ of the iterate, whose δE must be in place.
 */
export type Descent = (
  it: BoxIterate,
  room: number,
  barrier: number,
  action: number,
  problem: BoxProblem,
) => number;

/** Σ log of how the distances from the bounds have grown. */
function logarithms(it: BoxIterate, origin: Float64Array, problem: BoxProblem): number {
  const { density, grid } = it;
  let sum = 0;
  eachInterval(it, problem, (at, lower, ceiling) => {
    for (let k = at; k < at + grid.size; k++) {
      sum += Math.log((density[k] - lower) / (origin[k] - lower));
      if (ceiling === null || ceiling[k - at] === Infinity) continue;
      sum += Math.log((ceiling[k - at] - density[k]) / (ceiling[k - at] - origin[k]));
    }
  });
  return sum;
}

/** A line search for iterates of the size of `like`. */
export function descent(like: BoxIterate): Descent {
  const density = new Float64Array(like.density.length);
  const momentum = like.momentum.map((m) => new Float64Array(m.length));
  const last = (like.intervals - 1) * like.grid.size;
  return (it, room, barrier, action, problem) => {
    density.set(it.density);
    for (let k = 0; k < momentum.length; k++) momentum[k].set(it.momentum[k]);
    const half = 0.5 / problem.timeStep;
    for (let step = room, halving = 0; ; step *= 0.5, halving++) {
      movePrimal(it, step);
      evaluateMobilities(it, problem);
      const kinetic = half * (lineariseFaces(it, problem).action - action);
      const energy =
        energyDecrease(it.density.subarray(last), density.subarray(last), it.slope, problem.energy) /
        it.grid.cellVolume;
      const logs = barrier * logarithms(it, density, problem);
      const noise = half * action + Math.abs(energy) + Math.abs(logs);
      if (kinetic + energy - logs <= ROUNDING * noise || halving === HALVINGS) return step;
      it.density.set(density);
      for (let k = 0; k < momentum.length; k++) it.momentum[k].set(momentum[k]);
    }
  };
}
