import { CapabilityError, faceMean, type LocalEnergy, type Solver } from '../../../src/index.ts';
import { finishStep, type GridState, nextProblem } from '../gridStep.ts';
import { requireLocalLine } from '../requirements.ts';
import { type GridMethodSettings, gridMethodSettings, type JkoSettings } from '../settings.ts';
import { endOf, type StepProblem } from '../stepProblem.ts';
import { emptyIterate, type Iterate } from './iterate.ts';
import { type Solved, solveNewton, sufficientBarrier } from './solve.ts';
import { coldStart, warmStart } from './start.ts';

// A warm start that has not led to the solution by then was a bad one.
const WARM_ITERATIONS = 30;

/** What `newton` carries from step to step. */
export interface NewtonState extends GridState {
  /** The previous density and the barrier of the solved step before; null before the first step and after a failure. */
  warm: { readonly before: Float64Array; readonly barrier: number } | null;
  readonly iterate: Iterate;
}

/** Whether U is finite at an end of the domain other than zero: a box constraint, which needs a multiplier of its own. */
function isBoxed(energy: StepProblem['energy']): boolean {
  const [lower, upper] = energy.domain;
  if (lower > 0) return true;
  if (upper === Infinity) return false;
  const slope = new Float64Array(energy.grid.size);
  energy.firstVariation(slope, new Float64Array(energy.grid.size).fill(upper));
  return slope.every((s) => s < Infinity);
}

/** Solves from the step before if there is one; from the previous density alone if there is none or that went wrong. */
function solveStep(
  { iterate, warm }: NewtonState,
  problem: StepProblem,
  settings: GridMethodSettings,
): Solved {
  const { tolerance, maxIterations } = settings;
  let spent = 0;
  if (warm !== null) {
    warmStart(iterate, warm.before, warm.barrier, problem);
    const solved = solveNewton(iterate, problem, tolerance, Math.min(maxIterations, WARM_ITERATIONS));
    spent = solved.iterations;
    if (solved.status === 'converged' || spent >= maxIterations) return solved;
  }
  coldStart(iterate, problem);
  const solved = solveNewton(iterate, problem, tolerance, maxIterations - spent);
  return { ...solved, iterations: spent + solved.iterations };
}

/**
 * JKO steps by a primal–dual interior-point Newton method: p, m and φ unknowns, p positive and of exact mass by
 * construction, direct block-tridiagonal linear solves; see {@link jko}.
 */
export function newtonSolver(given: JkoSettings): Solver<LocalEnergy, NewtonState> {
  const settings = gridMethodSettings(given, { tolerance: 1e-9, maxIterations: 200 });
  const mean = faceMean(settings.faceMean);
  return Object.freeze({
    name: 'jko',
    method: 'newton',
    settings: { ...settings },
    init(flow) {
      requireLocalLine('jko (newton)', flow);
      if (isBoxed(flow.discrete))
        throw new CapabilityError(
          'jko (newton)',
          'densities free in [0, ∞) or an energy whose slope is infinite at the bound',
          'method: "primalDual" takes box constraints',
        );
      const density = flow.initial.values;
      return {
        time: 0,
        index: 0,
        density,
        warm: null,
        iterate: emptyIterate(density.length, settings.innerIntervals),
      };
    },
    step(state, flow, until) {
      const problem = nextProblem(state, flow, until, settings, mean);
      const solved = solveStep(state, problem, settings);
      const barrier = sufficientBarrier(solved.evaluation, problem, settings.tolerance);
      state.warm = solved.status === 'converged' ? { before: problem.previous, barrier } : null;
      return finishStep(state, problem, until, {
        ...solved,
        end: endOf(state.iterate.path, problem).slice(),
      });
    },
  } satisfies Solver<LocalEnergy, NewtonState>);
}
