import type { StepStatus } from '../../../src/index.ts';
import { type Evaluation, isSolved } from '../evaluation.ts';
import { complementarity, confine, keepBelow, moveMultipliers, primalRoom } from './bounds.ts';
import { evaluateBox } from './boxCertificate.ts';
import type { BoxIterate } from './boxIterate.ts';
import type { BoxProblem } from './boxProblem.ts';
import { type Descent, descent } from './descent.ts';
import { findSteps } from './direction.ts';
import { lineariseFaces } from './linearise.ts';
import { mendSlack } from './mendSlack.ts';
import { evaluateMobilities } from './mobilities.ts';
import { movePotentials, movePrimal } from './move.ts';
import type { NewtonSystem } from './newtonSystem.ts';
import { usePrimalVelocities } from './primalVelocities.ts';
import { assembleBox } from './system.ts';

// How far towards the boundary of the bounds a step may go.
const LEAST_FRACTION = 0.9;
const LARGEST_FRACTION = 0.99;

// Complementarity products are kept within this factor of their mean by correcting the multipliers.
const NEIGHBOURHOOD = 1e3;

// At rest E decreases by nothing that a gap could be relative to: there a gap of this part of E is small enough.
const RESOLUTION = 1e-20;

// Iterations without a smaller gap after which there is none to be had: more of careful ones, whose gaps may rise through vacuum before they fall.
const PATIENCE = 30;
const CAREFUL_PATIENCE = 60;

// Gaps but for what the Hamilton–Jacobi inequality is paid with, relative to the decrease of E, below which potentials are close enough to the
// solution for it to be mended.
const MENDABLE = 0.01;

const MOST_LINEAR_ITERATIONS = 1000;

// Steps shorter than this call for linear systems solved more accurately, by this factor each time, until steps are long again.
const SHORT = 0.1;
const LONG = 0.5;
const TIGHTER = 0.01;
const TIGHTEST = 1e-12;

// If that does not help, nothing will.
const LEAST_TIGHTENING = 1e-8;

// What linear systems are solved to far from and close to the solution; in paths of several intervals errors empty thin cells sooner.
const LEAST_FORCING = 3e-3;
const LEAST_FORCING_OF_PATHS = 1e-3;
const LARGEST_FORCING = 0.02;

// What linear systems of a careful solve are solved to. In paths, where this many in a row have not got there and brought no smaller gap, there is
// nothing more to be had.
const ACCURATE = 1e-10;
const MOST_MISSES = 3;

// Proximal terms; see {@link assembleBox}. Where U″ is large against transport the larger makes the end of a solve a crawl, and rough linear
// solves need it.
const PROXIMAL = 1e-4;
const CAREFUL_PROXIMAL = 1e-6;

/**
 * How a solve goes about it: `swift` with the velocities of the potentials and linear systems solved roughly, or `careful` with those of
 * the momentum, whose directions descend on the barrier objective, a line search on it, and linear systems solved accurately.
 */
export type Manner = 'swift' | 'careful';

/** How a solve ended. */
export interface BoxSolved {
  readonly evaluation: Evaluation;
  readonly end: Float64Array;
  readonly iterations: number;
  readonly linearIterations: number;
  readonly status: StepStatus;
}

/** How accurately a linear system is to be solved, relative to its right-hand side. */
function linearTolerance(
  { gap }: Evaluation,
  { intervals }: BoxProblem,
  allowed: number,
  tightening: number,
): number {
  const least = intervals === 1 ? LEAST_FORCING : LEAST_FORCING_OF_PATHS;
  const forcing = Math.min(LARGEST_FORCING, Math.max(least, 0.3 * Math.sqrt(allowed / gap)));
  return Math.max(TIGHTEST, tightening * forcing);
}

/** How far the barrier may fall: the further the last step could go, the further. */
function reduction(step: number): number {
  return step > 0.9 ? 0.01 : step > 0.5 ? 0.1 : 0.5;
}

/** Σ_j Δs Σ_f |m|²/θ. */
function action({ transport }: Evaluation, { grid }: BoxIterate): number {
  return (transport * transport) / grid.cellVolume;
}

/**
 * The certificate of the iterate, its potentials mended if it is these that keep the gap open.
 *
 * @param kept - if given, potentials are as they were wherever mending has not made the gap smaller; overwritten.
 */
function certify(
  it: BoxIterate,
  problem: BoxProblem,
  system: NewtonSystem,
  tolerance: number,
  kept: Float64Array | null,
): Evaluation {
  const own = evaluateBox(it, lineariseFaces(it, problem), problem);
  const mendable = own.gap - own.slack < MENDABLE * own.decrease;
  if (problem.intervals === 1 || !mendable || isSolved(own, tolerance, RESOLUTION)) return own;
  kept?.set(it.potential);
  mendSlack(it, problem, system);
  const mended = evaluateBox(it, lineariseFaces(it, problem), problem);
  if (kept === null || mended.gap < own.gap) return mended;
  it.potential.set(kept);
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
  manner: Manner = 'swift',
): BoxSolved {
  const n = it.grid.size;
  const last = (it.intervals - 1) * n;
  let found: Evaluation | null = null;
  let foundAt = 0;
  const best = new Float64Array(n);
  let linearIterations = 0;
  let factor = 0.3;
  let tightening = 1;
  const careful: Descent | null = manner === 'careful' ? descent(it) : null;
  const patience = careful === null ? PATIENCE : CAREFUL_PATIENCE;
  const kept = careful === null ? null : new Float64Array(it.potential.length);
  let misses = 0;
  for (let iterations = 0; ; iterations++) {
    evaluateMobilities(it, problem);
    const evaluation = certify(it, problem, system, tolerance, kept);
    const end = it.density.subarray(last);
    if (iterations > 0 && isSolved(evaluation, tolerance, RESOLUTION))
      return { evaluation, end: end.slice(), iterations, linearIterations, status: 'converged' };
    if (found === null || evaluation.gap < found.gap) {
      found = evaluation;
      foundAt = iterations;
      misses = 0;
      best.set(end);
    }
    const { gap, decrease, rounding } = evaluation;
    const broken =
      !Number.isFinite(it.potential[0] + gap + end[0]) && !Number.isFinite(end[0] + it.potential[0]);
    const inexact = careful === null ? tightening < LEAST_TIGHTENING : misses >= MOST_MISSES;
    const hopeless = problem.intervals > 1 && inexact;
    const stalled = broken || hopeless || iterations - foundAt >= patience;
    if (stalled || iterations === maxIterations) {
      const status = found.gap < Infinity ? (stalled ? 'stalled' : 'iteration-limit') : 'failed';
      return { evaluation: found, end: best, iterations, linearIterations, status };
    }
    const allowed = Math.max(tolerance * Math.abs(decrease), rounding);
    const mean = complementarity(it, problem);
    const barrier = Math.max(factor * mean, (0.01 * allowed) / it.grid.volume);
    if (careful !== null) usePrimalVelocities(it, problem);
    assembleBox(it, problem, barrier, careful === null ? PROXIMAL : CAREFUL_PROXIMAL);
    const forcing = linearTolerance(evaluation, problem, allowed, tightening);
    const solved =
      careful === null
        ? system.solve(it, forcing, problem.intervals === 1 ? MOST_LINEAR_ITERATIONS : undefined)
        : system.solveExactly(it, ACCURATE, MOST_LINEAR_ITERATIONS);
    linearIterations += solved.iterations;
    if (careful !== null) misses = solved.residual <= ACCURATE ? 0 : misses + 1;
    findSteps(it, problem, careful === null && tightening === 1);
    const closed = gap < decrease ? 1 - gap / decrease : 0;
    const fraction = Math.min(LARGEST_FRACTION, Math.max(LEAST_FRACTION, closed));
    const room = Math.min(1, fraction * primalRoom(it, problem));
    moveMultipliers(it, problem, barrier);
    const step =
      careful === null ? movePrimal(it, room) : careful(it, room, barrier, action(evaluation, it), problem);
    keepBelow(it, problem);
    movePotentials(it, step);
    confine(it, problem, NEIGHBOURHOOD);
    factor = reduction(step);
    if (step < SHORT) tightening *= TIGHTER;
    else if (step > LONG) tightening = 1;
  }
}
