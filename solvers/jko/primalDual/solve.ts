import type { StepStatus } from '../../../src/index.ts';
import { type Evaluation, evaluate, evaluationScratch, isSolved } from '../certificate.ts';
import { emptyFaceValues, evaluateFaces } from '../faceValues.ts';
import { feasiblePotentials, potentialScratch } from '../feasiblePotentials.ts';
import { emptyPath, endOf, type StepProblem } from '../stepProblem.ts';
import { feasibleDensities } from './feasibleDensities.ts';
import type { Variables } from './iterate.ts';
import { type Iteration, primalDualIteration } from './iteration.ts';
import { stepSizes } from './stepSizes.ts';

// A certificate costs about two iterations.
const CHECK_EVERY = 5;

// At rest E decreases by nothing that a gap could be relative to: there a first-order method stops at this part of E.
const RESOLUTION = 1e-12;

/** The density at the end of a path, and what the path's certificate says. */
interface Certified {
  readonly end: Float64Array;
  readonly evaluation: Evaluation;
}

/** How a primal–dual solve ended. */
export interface Solved extends Certified {
  readonly iterations: number;
  readonly status: StepStatus;
}

/** A function that certifies an iteration: the better of the paths that end in the proximal point and in (∂E*)(y). */
function certifier(problem: StepProblem): (iteration: Iteration) => Certified {
  const { energy, intervals, previous } = problem;
  const n = previous.length;
  const path = emptyPath(n, intervals);
  const faces = emptyFaceValues(n, intervals);
  const scratch = evaluationScratch(n, intervals);
  const potentials = potentialScratch(n);
  const fromDual = new Float64Array(n);
  const certify = (end: Float64Array, { variables }: Iteration): Certified => {
    feasibleDensities(path.density, end, variables.density, problem);
    evaluateFaces(faces, path, problem);
    const evaluation = evaluate(scratch, path, faces, problem);
    return { end: endOf(path, problem).slice(), evaluation };
  };
  /** y = −φ^S + (τ/4S) Aᵀ|grad φ^S|², then (∂E*)(y). */
  const dualDensity = (): void => {
    const last = (intervals - 1) * n;
    const h = energy.grid.axes[0].spacing;
    for (let i = 0; i < n; i++) fromDual[i] = -path.potential[last + i];
    for (let f = 0; f + 1 < n; f++) {
      const g = (path.potential[last + f + 1] - path.potential[last + f]) / h;
      const share = (problem.timeStep * g * g) / (8 * intervals);
      fromDual[f] += share;
      fromDual[f + 1] += share;
    }
    energy.inverse(fromDual, fromDual);
    for (let i = 0; i < n; i++) if (!Number.isFinite(fromDual[i])) fromDual[i] = previous[i];
  };
  return (iteration) => {
    feasiblePotentials(path.potential, iteration.potential, problem, potentials);
    const proximal = certify(iteration.proximal, iteration);
    dualDensity();
    const dual = certify(fromDual, iteration);
    return dual.evaluation.gap < proximal.evaluation.gap ? dual : proximal;
  };
}

/** Iterates from `variables`, in place, until a certificate meets the tolerance; without success, the best one is returned. */
export function solvePrimalDual(
  variables: Variables,
  problem: StepProblem,
  tolerance: number,
  maxIterations: number,
): Solved {
  const iteration = primalDualIteration(variables, problem, stepSizes(problem));
  const certify = certifier(problem);
  let best: Certified | null = null;
  for (let k = 1; ; k++) {
    iteration.advance();
    const last = k === maxIterations;
    if (k % CHECK_EVERY !== 0 && !last) continue;
    const certified = certify(iteration);
    if (best === null || certified.evaluation.gap < best.evaluation.gap) best = certified;
    if (isSolved(best.evaluation, tolerance, RESOLUTION))
      return { ...best, iterations: k, status: 'converged' };
    const broken = !Number.isFinite(iteration.potential[0]);
    if (broken || last) {
      const status = broken ? 'failed' : 'iteration-limit';
      return { ...best, iterations: k, status };
    }
  }
}
