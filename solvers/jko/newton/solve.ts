import type { StepStatus } from '../../../src/index.ts';
import { evaluate } from '../certificate.ts';
import { type Evaluation, isSolved } from '../evaluation.ts';
import { evaluateFaces } from '../faceValues.ts';
import { feasiblePotentials } from '../feasiblePotentials.ts';
import type { StepProblem } from '../stepProblem.ts';
import { assemble } from './assemble.ts';
import { factorise } from './blockTridiagonal.ts';
import { dualRoom, findDirection, primalRoom } from './direction.ts';
import type { Iterate } from './iterate.ts';
import { lineSearch } from './lineSearch.ts';

// How far towards the boundary of p > 0, z > 0 a step may go: further as the relative gap closes, but never so close that
// a thin cell, whose δE is logarithmic, needs many iterations to come back.
const LEAST_FRACTION = 0.9;
const LARGEST_FRACTION = 0.99;

// Complementarity products are kept within this factor of their mean by correcting the multipliers.
const NEIGHBOURHOOD = 1e3;

// At rest E decreases by nothing that a gap could be relative to: there a gap of this part of E is small enough, at which
// densities are right to about ten digits.
const RESOLUTION = 1e-20;

// Iterations without a smaller gap after which there is none to be had: tiny τ/h² moves less than a rounding of p.
const PATIENCE = 50;

/** How the Newton iteration ended. */
export interface Solved {
  readonly evaluation: Evaluation;
  readonly iterations: number;
  readonly status: StepStatus;
}

/** Mean of (p + a dp)(z + b dz). */
function complementarityAhead(it: Iterate, a: number, b: number): number {
  const { multiplier, densityStep, multiplierStep } = it;
  const { density } = it.path;
  let s = 0;
  for (let k = 0; k < density.length; k++)
    s += (density[k] + a * densityStep[k]) * (multiplier[k] + b * multiplierStep[k]);
  return s / density.length;
}

/** Mean of p z. */
function complementarity({ path: { density }, multiplier }: Iterate): number {
  let s = 0;
  for (let k = 0; k < density.length; k++) s += density[k] * multiplier[k];
  return s / density.length;
}

/** Mehrotra's target for p z: the mean, times the cube of the part that a step towards zero would leave. */
function centredTarget(it: Iterate, problem: StepProblem): number {
  const mean = complementarity(it);
  findDirection(it, 0, false, problem);
  const ahead = complementarityAhead(it, Math.min(1, primalRoom(it, problem)), Math.min(1, dualRoom(it)));
  return mean * Math.min(1, Math.max(1e-6, (ahead / mean) ** 3));
}

/** Moves potentials and multipliers, these into the neighbourhood of the central path. */
function advanceDual(it: Iterate, step: number): void {
  const { density, potential } = it.path;
  const { multiplier, potentialStep, multiplierStep } = it;
  for (let k = 0; k < density.length; k++) {
    potential[k] += step * potentialStep[k];
    multiplier[k] += step * multiplierStep[k];
  }
  const mean = complementarity(it);
  for (let k = 0; k < density.length; k++) {
    const centre = mean / density[k];
    if (multiplier[k] > NEIGHBOURHOOD * centre) multiplier[k] = NEIGHBOURHOOD * centre;
    else if (multiplier[k] < centre / NEIGHBOURHOOD) multiplier[k] = centre / NEIGHBOURHOOD;
  }
}

/**
 * The certificate of the iterate: by its own potentials, or by those that the last of them gives through the
 * Hamilton–Jacobi equation, which close the gap some iterations earlier.
 */
function certify(it: Iterate, problem: StepProblem, tolerance: number): Evaluation {
  const own = evaluate(it.evaluation, it.path, it.faces, problem);
  if (problem.intervals === 1 || isSolved(own, tolerance, RESOLUTION)) return own;
  feasiblePotentials(it.feasible.potential, it.path.potential, problem, it.potentialScratch);
  const feasible = evaluate(it.evaluation, it.feasible, it.faces, problem);
  return feasible.gap < own.gap ? feasible : own;
}

/** The complementarity below which the barrier costs less than a hundredth of the gap that is allowed. */
export function sufficientBarrier(
  { decrease, rounding }: Evaluation,
  { energy }: StepProblem,
  tolerance: number,
): number {
  return (0.01 * Math.max(tolerance * Math.abs(decrease), rounding)) / energy.grid.volume;
}

/** One predictor–corrector step from an evaluated iterate. */
function improve(it: Iterate, evaluation: Evaluation, problem: StepProblem, tolerance: number): void {
  assemble(it, problem);
  factorise(it.matrix);
  const enough = sufficientBarrier(evaluation, problem, tolerance);
  const target = Math.max(centredTarget(it, problem), enough);
  const { gap, decrease } = evaluation;
  const closed = gap < decrease ? 1 - gap / decrease : 0;
  const fraction = Math.min(LARGEST_FRACTION, Math.max(LEAST_FRACTION, closed));
  findDirection(it, target, true, problem);
  if (!lineSearch(it, Math.min(1, fraction * primalRoom(it, problem)), target, problem)) {
    findDirection(it, target, false, problem);
    lineSearch(it, Math.min(1, fraction * primalRoom(it, problem)), target, problem);
  }
  advanceDual(it, Math.min(1, fraction * dualRoom(it)));
}

/**
 * Solves a step from the iterate's current start by Mehrotra's predictor–corrector on the optimality conditions, with a
 * line search on the barrier objective.
 *
 * Primal iterates are feasible throughout (positive, of the right mass, continuity by construction), so that every one
 * of them has a certificate; the iteration stops on it alone. Without success, the densities are those of the least gap.
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
  let foundAt = 0;
  evaluateFaces(it.faces, path, problem);
  for (let iterations = 0; ; iterations++) {
    const evaluation = certify(it, problem, tolerance);
    if (iterations > 0 && isSolved(evaluation, tolerance, RESOLUTION))
      return { evaluation, iterations, status: 'converged' };
    if (found === null || evaluation.gap < found.gap) {
      found = evaluation;
      foundAt = iterations;
      best.set(path.density);
    }
    // Not a number anywhere spreads through the elimination, hence to the first cell or the last.
    const broken = !Number.isFinite(path.potential[0] + path.potential[path.potential.length - 1]);
    const stalled = broken || iterations - foundAt >= PATIENCE;
    if (stalled || iterations === maxIterations) {
      path.density.set(best);
      const status = found.gap < Infinity ? (stalled ? 'stalled' : 'iteration-limit') : 'failed';
      return { evaluation: found, iterations, status };
    }
    improve(it, evaluation, problem, tolerance);
  }
}
