import type { StepStatus } from '../../../src/index.ts';
import { type Evaluation, isSolved } from '../certificate.ts';
import { complementarity, confine, dualRoom, multiplierSteps, primalRoom } from './bounds.ts';
import { evaluateBox } from './boxCertificate.ts';
import type { BoxIterate } from './boxIterate.ts';
import type { BoxProblem } from './boxProblem.ts';
import { findSteps } from './direction.ts';
import { lineariseFaces } from './linearise.ts';
import { mendSlack } from './mendSlack.ts';
import { evaluateMobilities } from './mobilities.ts';
import type { NewtonSystem } from './newtonSystem.ts';
import { assembleBox } from './system.ts';

// How far towards the boundary of the bounds a step may go.
const LEAST_FRACTION = 0.9;
const LARGEST_FRACTION = 0.99;

// Complementarity products are kept within this factor of their mean by correcting the multipliers.
const NEIGHBOURHOOD = 1e3;

// At rest E decreases by nothing that a gap could be relative to: there a gap of this part of E is small enough.
const RESOLUTION = 1e-20;

// Iterations without a smaller gap after which there is none to be had.
const PATIENCE = 30;

// Relative gaps below which potentials are close enough to the solution for the Hamilton–Jacobi inequality to be mended.
const MENDABLE = 0.1;

/** How a solve ended. */
export interface BoxSolved {
  readonly evaluation: Evaluation;
  readonly end: Float64Array;
  readonly iterations: number;
  readonly linearIterations: number;
  readonly status: StepStatus;
}

/** How far the barrier may fall: the better the last steps could be taken, the further. */
function reduction(primal: number, dual: number): number {
  const least = Math.min(primal, dual);
  return least > 0.9 ? 0.01 : least > 0.5 ? 0.1 : 0.5;
}

function add(out: Float64Array, step: number, by: Float64Array): void {
  for (let k = 0; k < out.length; k++) out[k] += step * by[k];
}

/** The certificate of the iterate, its potentials mended if it is these that keep the gap open. */
function certify(it: BoxIterate, problem: BoxProblem, system: NewtonSystem, tolerance: number): Evaluation {
  const own = evaluateBox(it, lineariseFaces(it, problem), problem);
  if (problem.intervals === 1 || !(own.relativeGap < MENDABLE) || isSolved(own, tolerance, RESOLUTION))
    return own;
  mendSlack(it, problem, system);
  return evaluateBox(it, lineariseFaces(it, problem), problem);
}

/**
 * Solves a step from the iterate's current, feasible start by a primal–dual interior-point method on the optimality conditions with
 * inexact Newton steps. Densities and momentum satisfy the continuity equation throughout, so that every iterate has a
 * certificate; the iteration stops on it alone. Without success, the density is that of the least gap.
 */
export function solveBox(
  it: BoxIterate,
  problem: BoxProblem,
  system: NewtonSystem,
  tolerance: number,
  maxIterations: number,
): BoxSolved {
  const n = it.grid.size;
  const last = (it.intervals - 1) * n;
  let found: Evaluation | null = null;
  let foundAt = 0;
  const best = new Float64Array(n);
  let linearIterations = 0;
  let factor = 0.3;
  for (let iterations = 0; ; iterations++) {
    evaluateMobilities(it, problem);
    const evaluation = certify(it, problem, system, tolerance);
    const end = it.density.subarray(last);
    if (iterations > 0 && isSolved(evaluation, tolerance, RESOLUTION))
      return { evaluation, end: end.slice(), iterations, linearIterations, status: 'converged' };
    if (found === null || evaluation.gap < found.gap) {
      found = evaluation;
      foundAt = iterations;
      best.set(end);
    }
    const { gap, decrease, rounding } = evaluation;
    const broken =
      !Number.isFinite(it.potential[0] + gap + end[0]) && !Number.isFinite(end[0] + it.potential[0]);
    const stalled = broken || iterations - foundAt >= PATIENCE;
    if (stalled || iterations === maxIterations) {
      const status = found.gap < Infinity ? (stalled ? 'stalled' : 'iteration-limit') : 'failed';
      return { evaluation: found, end: best, iterations, linearIterations, status };
    }
    const allowed = Math.max(tolerance * Math.abs(decrease), rounding);
    const mean = complementarity(it, problem);
    const barrier = Math.max(factor * mean, (0.01 * allowed) / it.grid.volume);
    assembleBox(it, problem, barrier);
    const forcing = Math.min(0.02, Math.max(1e-3, 0.3 * Math.sqrt(allowed / gap)));
    const solved = system.solve(it, forcing);
    linearIterations += solved.iterations;
    findSteps(it, problem);
    multiplierSteps(it, problem, barrier);
    const closed = gap < decrease ? 1 - gap / decrease : 0;
    const fraction = Math.min(LARGEST_FRACTION, Math.max(LEAST_FRACTION, closed));
    const primal = Math.min(1, fraction * primalRoom(it, problem));
    const dual = Math.min(1, fraction * dualRoom(it));
    add(it.density, primal, it.densityStep);
    for (let k = 0; k < it.momentum.length; k++) add(it.momentum[k], primal, it.momentumStep[k]);
    add(it.potential, dual, it.potentialStep);
    add(it.lowerMultiplier, dual, it.lowerStep);
    add(it.upperMultiplier, dual, it.upperStep);
    confine(it, problem, NEIGHBOURHOOD);
    factor = reduction(primal, dual);
  }
}
