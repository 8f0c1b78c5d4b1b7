import { type Energy, faceMean, type GradientFlow, isLocalEnergy, type Step } from '../../../src/index.ts';
import type { GridState } from '../../gridState.ts';
import { finishStep, nextProblem } from '../gridStep.ts';
import type { GridMethodSettings } from '../settings.ts';
import { endOf, type StepProblem } from '../stepProblem.ts';
import { emptyIterate, type Iterate } from './iterate.ts';
import { type Solved, solveNewton, sufficientBarrier } from './solve.ts';
import { coldStart, warmStart } from './start.ts';

// A warm start that has not led to the solution by then was a bad one.
const WARM_ITERATIONS = 30;

/** What `newton` carries from step to step on a line. */
export interface LineState extends GridState {
  /** The previous density and the barrier of the solved step before; null before the first step and after a failure. */
  warm: { readonly before: Float64Array; readonly barrier: number } | null;
  readonly iterate: Iterate;
}

/** Whether U is finite at an end of the domain other than zero: a box constraint, which needs a multiplier of its own. */
function isBoxed(energy: StepProblem['energy']): boolean {
  const { domain, ceiling } = energy;
  if (domain[0] > 0) return true;
  if (ceiling === null) return false;
  const slope = new Float64Array(ceiling.length);
  energy.firstVariation(slope, ceiling);
  return slope.some((s) => s < Infinity);
}

/** Solves from the step before if there is one; from the previous density alone if there is none or that went wrong. */
function solveStep({ iterate, warm }: LineState, problem: StepProblem, settings: GridMethodSettings): Solved {
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

/** Whether `newton` solves a flow by direct linear solves on a line. */
export function isLine({ grid, energy, discrete, mobility }: GradientFlow<Energy>): boolean {
  return (
    grid.dimension === 1 &&
    !grid.axes[0].periodic &&
    isLocalEnergy(energy) &&
    mobility.linear &&
    !isBoxed(discrete.local)
  );
}

/** The state at time zero on a line. */
export function initLine(flow: GradientFlow<Energy>, { innerIntervals }: GridMethodSettings): LineState {
  const density = flow.initial.values;
  return { time: 0, index: 0, density, warm: null, iterate: emptyIterate(density.length, innerIntervals) };
}

/** A JKO step on a line: p, m and φ unknowns, direct block-tridiagonal linear solves. */
export function stepLine(
  state: LineState,
  flow: GradientFlow<Energy>,
  until: number,
  settings: GridMethodSettings,
): Step {
  const mean = faceMean(settings.faceMean);
  const problem = nextProblem(state, flow, until, settings, mean);
  const solved = solveStep(state, problem, settings);
  const barrier = sufficientBarrier(solved.evaluation, problem, settings.tolerance);
  state.warm = solved.status === 'converged' ? { before: problem.previous, barrier } : null;
  return finishStep(state, flow, problem.timeStep, until, mean, {
    ...solved,
    end: endOf(state.iterate.path, problem).slice(),
  });
}
