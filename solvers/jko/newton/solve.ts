import type { StepStatus } from '../../../src/index.ts';
import { type Evaluation, evaluate, isSolved } from '../certificate.ts';
import { evaluateFaces } from '../faceValues.ts';
import type { StepProblem } from '../stepProblem.ts';
import { assemble } from './assemble.ts';
import { factorise, solveFactorised } from './blockTridiagonal.ts';
import type { Iterate } from './iterate.ts';

/** How far towards the boundary of p > 0, z > 0 a step may go; further as the relative gap closes. */
const FRACTION = 0.9;

/** Complementarity products are kept within this factor of one another's mean by correcting the multipliers. */
const NEIGHBOURHOOD = 1e3;

/** How the Newton iteration ended. */
export interface Solved {
  readonly evaluation: Evaluation;
  readonly iterations: number;
  readonly status: StepStatus;
}

/** The Newton direction for complementarity p z = target − correction, with the matrix already factorised. */
function direction(
  it: Iterate,
  target: number,
  corrected: boolean,
  { previous, intervals }: StepProblem,
): void {
  const n = previous.length;
  const {
    unknowns,
    stationarity,
    continuity,
    scale,
    multiplier,
    densityStep,
    potentialStep,
    multiplierStep,
  } = it;
  const { density } = it.path;
  const order = 2 * intervals;
  const bound = 1e3 * target;
  for (let k = 0; k < density.length; k++) {
    // The predictor's second-order term, bounded: far from the central path it says nothing.
    const product = corrected ? densityStep[k] * multiplierStep[k] : 0;
    const goal = target - (product > bound ? bound : product < -bound ? -bound : product);
    multiplierStep[k] = goal / density[k];
    const at = (k % n) * order + 2 * Math.floor(k / n);
    unknowns[at] = (multiplierStep[k] - stationarity[k]) * scale[k];
    unknowns[at + 1] = -continuity[k];
  }
  solveFactorised(unknowns, it.matrix);
  for (let k = 0; k < density.length; k++) {
    const at = (k % n) * order + 2 * Math.floor(k / n);
    densityStep[k] = unknowns[at] * scale[k];
    potentialStep[k] = unknowns[at + 1];
    multiplierStep[k] -= multiplier[k] * (1 + densityStep[k] / density[k]);
  }
}

/** The largest a with u + a du ≥ 0. */
function roomBelow(u: Float64Array, du: Float64Array): number {
  let worst = 0;
  for (let k = 0; k < u.length; k++) if (-du[k] > worst * u[k]) worst = -du[k] / u[k];
  return 1 / worst;
}

/** The largest a with p^S + a dp ≤ upper. */
function roomAbove(p: Float64Array, dp: Float64Array, upper: number, from: number): number {
  let worst = 0;
  if (upper < Infinity)
    for (let k = from; k < p.length; k++) if (dp[k] > worst * (upper - p[k])) worst = dp[k] / (upper - p[k]);
  return 1 / worst;
}

/** Mean of (p + a dp)(z + b dz). */
function complementarity(it: Iterate, a: number, b: number): number {
  const { multiplier, densityStep, multiplierStep } = it;
  const { density } = it.path;
  let s = 0;
  for (let k = 0; k < density.length; k++)
    s += (density[k] + a * densityStep[k]) * (multiplier[k] + b * multiplierStep[k]);
  return s / density.length;
}

function advance(it: Iterate, primal: number, dual: number): void {
  const { density, potential } = it.path;
  const { multiplier, densityStep, potentialStep, multiplierStep } = it;
  let mean = 0;
  for (let k = 0; k < density.length; k++) {
    density[k] += primal * densityStep[k];
    potential[k] += dual * potentialStep[k];
    multiplier[k] += dual * multiplierStep[k];
    mean += density[k] * multiplier[k];
  }
  mean /= density.length;
  for (let k = 0; k < density.length; k++) {
    const centre = mean / density[k];
    if (multiplier[k] > NEIGHBOURHOOD * centre) multiplier[k] = NEIGHBOURHOOD * centre;
    else if (multiplier[k] < centre / NEIGHBOURHOOD) multiplier[k] = centre / NEIGHBOURHOOD;
  }
}

/** The complementarity below which the barrier costs less than a hundredth of the gap that the tolerance allows. */
export function sufficientBarrier(
  { decrease }: Evaluation,
  { energy }: StepProblem,
  tolerance: number,
): number {
  return (0.01 * tolerance * Math.abs(decrease)) / energy.grid.volume;
}

/**
 * Solves a step from the iterate's current start by Mehrotra's predictor–corrector on the optimality conditions.
 *
 * Primal iterates are feasible throughout (positive, of the right mass, continuity by construction), so that every one
 * of them has a certificate; the iteration stops on it alone.
 * Source: Mehrotra 1992, On the implementation of a primal–dual interior point method.
 */
export function solveNewton(
  it: Iterate,
  problem: StepProblem,
  tolerance: number,
  maxIterations: number,
): Solved {
  const { density, potential } = it.path;
  const n = problem.previous.length;
  const [, upper] = problem.energy.domain;
  const last = density.length - n;
  for (let iterations = 0; ; iterations++) {
    evaluateFaces(it.faces, it.path, problem);
    const evaluation = evaluate(it.evaluation, it.path, it.faces, problem);
    if (iterations > 0 && isSolved(evaluation, tolerance))
      return { evaluation, iterations, status: 'converged' };
    if (iterations === maxIterations) return { evaluation, iterations, status: 'iteration-limit' };
    assemble(it, problem);
    factorise(it.matrix);
    const mean = complementarity(it, 0, 0);
    direction(it, 0, false, problem);
    const above = roomAbove(density, it.densityStep, upper, last);
    const predicted = complementarity(
      it,
      Math.min(1, roomBelow(density, it.densityStep), above),
      Math.min(1, roomBelow(it.multiplier, it.multiplierStep)),
    );
    const centring = Math.min(1, Math.max(1e-6, (predicted / mean) ** 3));
    const enough = sufficientBarrier(evaluation, problem, tolerance);
    direction(it, Math.max(centring * mean, enough), true, problem);
    const fraction = Math.max(FRACTION, 1 - evaluation.gap / Math.abs(evaluation.decrease));
    const primal =
      fraction *
      Math.min(roomBelow(density, it.densityStep), roomAbove(density, it.densityStep, upper, last));
    const dual = fraction * roomBelow(it.multiplier, it.multiplierStep);
    advance(it, Math.min(1, primal), Math.min(1, dual));
    // Not a number anywhere spreads through the elimination, hence to the first cell or the last.
    if (
      !Number.isFinite(
        density[0] + potential[0] + density[density.length - 1] + potential[density.length - 1],
      )
    )
      return { evaluation, iterations, status: 'failed' };
  }
}
