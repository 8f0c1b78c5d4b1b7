import type { StepStatus } from '../../../src/index.ts';
import type { BoxProblem } from '../box/boxProblem.ts';
import { isSolved } from '../evaluation.ts';
import { type CertificateTools, type Certified, certify } from './certify.ts';
import { primalDualIteration } from './iteration.ts';
import type { Variables } from './variables.ts';

// A certificate costs as much as a few iterations in one dimension, and as much as some twenty in two and three: it is asked for
// every five iterations, then after every tenth more of them.
const CHECK_EVERY = 5;
const CHECK_GROWTH = 1.1;

// An estimate of a gap this much above the tolerance is worth a certificate.
const PROMISING = 1.5;

// At rest E decreases by nothing that a gap could be relative to: there a first-order method stops at this part of E.
const RESOLUTION = 1e-12;

/** How a primal–dual solve ended. */
export interface Solved extends Certified {
  readonly iterations: number;
  readonly status: StepStatus;
}

/** Iterates from `variables`, in place, until a certificate meets the tolerance; without success, the best one is returned. */
export function solvePrimalDual(
  variables: Variables,
  problem: BoxProblem,
  tools: CertificateTools,
  tolerance: number,
  maxIterations: number,
): Solved {
  const iteration = primalDualIteration(variables, problem);
  let best: Certified | null = null;
  let check = CHECK_EVERY;
  for (let k = 1; ; k++) {
    iteration.advance();
    const last = k === maxIterations;
    if (k < check && !last) continue;
    check = Math.max(k + CHECK_EVERY, Math.ceil(CHECK_GROWTH * k));
    const broken = !Number.isFinite(iteration.map.potential[0]);
    const certified = certify(
      iteration,
      problem,
      tools,
      (estimate) => last || broken || best === null || isSolved(estimate, PROMISING * tolerance, RESOLUTION),
    );
    if (certified !== null && (best === null || certified.evaluation.gap < best.evaluation.gap))
      best = certified;
    if (best === null) continue;
    if (isSolved(best.evaluation, tolerance, RESOLUTION))
      return { ...best, iterations: k, status: 'converged' };
    if (broken || last) {
      const status = broken ? 'failed' : 'iteration-limit';
      return { ...best, iterations: k, status };
    }
  }
}
