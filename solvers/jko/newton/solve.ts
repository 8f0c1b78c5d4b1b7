import type { StepStatus } from '../../../src/index.ts';
import { type Evaluation, evaluate, isSolved } from '../certificate.ts';
import { evaluateFaces } from '../faceValues.ts';
import type { StepProblem } from '../stepProblem.ts';
import { assemble } from './assemble.ts';
import { factorise, solveFactorised } from './blockTridiagonal.ts';
import type { Iterate } from './iterate.ts';

/** How far towards the boundary of p > 0, z > 0 a step may go; further as the relative gap falls below a tenth. */
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

/** Takes from each δp^j what rounding has left of its sum, in proportion to p^j, so that mass stays exact. */
function balance({ path: { density }, densityStep }: Iterate, n: number): void {
  for (let at = 0; at < density.length; at += n) {
    let surplus = 0;
    let mass = 0;
    for (let k = at; k < at + n; k++) {
      surplus += densityStep[k];
      mass += density[k];
    }
    for (let k = at; k < at + n; k++) densityStep[k] -= (surplus / mass) * density[k];
  }
}

/** Goes the parts `primal` and `dual` of the step and keeps the multipliers in the neighbourhood of the central path. */
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

/** The complementarity below which the barrier costs less than a hundredth of the gap that is allowed. */
export function sufficientBarrier(
  { decrease, rounding }: Evaluation,
  { energy }: StepProblem,
  tolerance: number,
): number {
  return (0.01 * Math.max(tolerance * decrease, rounding)) / energy.grid.volume;
}

/** One predictor–corrector step from an evaluated iterate. */
function improve(it: Iterate, evaluation: Evaluation, problem: StepProblem, tolerance: number): void {
  const { density } = it.path;
  const { multiplier, densityStep, multiplierStep } = it;
  const n = problem.previous.length;
  const [, upper] = problem.energy.domain;
  const roomForDensity = (): number =>
    Math.min(roomBelow(density, densityStep), roomAbove(density, densityStep, upper, density.length - n));
  assemble(it, problem);
  factorise(it.matrix);
  const mean = complementarity(it, 0, 0);
  direction(it, 0, false, problem);
  const predicted = complementarity(
    it,
    Math.min(1, roomForDensity()),
    Math.min(1, roomBelow(multiplier, multiplierStep)),
  );
  const centring = Math.min(1, Math.max(1e-6, (predicted / mean) ** 3));
  direction(it, Math.max(centring * mean, sufficientBarrier(evaluation, problem, tolerance)), true, problem);
  balance(it, n);
  const { gap, decrease } = evaluation;
  const fraction = gap < (1 - FRACTION) * decrease ? 1 - gap / decrease : FRACTION;
  advance(
    it,
    Math.min(1, fraction * roomForDensity()),
    Math.min(1, fraction * roomBelow(multiplier, multiplierStep)),
  );
}

/**
 * Solves a step from the iterate's current start by Mehrotra's predictor–corrector on the optimality conditions.
 *
 * Primal iterates are feasible throughout (positive, of the right mass, continuity by construction), so that every one
 * of them has a certificate; the iteration stops on it alone. Without success, the path is that of the least gap met.
 * Source: Mehrotra 1992, On the implementation of a primal–dual interior point method.
 */
export function solveNewton(
  it: Iterate,
  problem: StepProblem,
  tolerance: number,
  maxIterations: number,
): Solved {
  const { path, best } = it;
  let found: Evaluation | null = null;
  for (let iterations = 0; ; iterations++) {
    evaluateFaces(it.faces, path, problem);
    const evaluation = evaluate(it.evaluation, path, it.faces, problem);
    if (iterations > 0 && isSolved(evaluation, tolerance))
      return { evaluation, iterations, status: 'converged' };
    // Not a number anywhere spreads through the elimination, and makes the primal value one.
    const broken = !Number.isFinite(evaluation.primal);
    if (found === null || (!broken && evaluation.gap < found.gap)) {
      found = evaluation;
      best.density.set(path.density);
      best.potential.set(path.potential);
    }
    if (broken || iterations === maxIterations) {
      path.density.set(best.density);
      path.potential.set(best.potential);
      const status = found.gap < Infinity ? (broken ? 'stalled' : 'iteration-limit') : 'failed';
      return { evaluation: found, iterations, status };
    }
    improve(it, evaluation, problem, tolerance);
  }
}
