import { nextStep } from '../../../src/flow/march.ts';
import { type Energy, faceMean, type GradientFlow, type Step } from '../../../src/index.ts';
import { flowBounds, mobilityBounds } from '../../densityBounds.ts';
import type { GridState } from '../../gridState.ts';
import { finishStep } from '../gridStep.ts';
import type { GridMethodSettings } from '../settings.ts';
import { type BoxIterate, boxIterate } from './boxIterate.ts';
import type { BoxProblem } from './boxProblem.ts';
import { type BoxStart, boxStart, hasAnotherStart } from './boxStart.ts';
import { faceMobility } from './faceMobility.ts';
import { type NewtonSystem, newtonSystem } from './newtonSystem.ts';
import { type BoxSolved, solveBox } from './solveBox.ts';

/** Work space and linear solvers for step problems on one grid with one number of intervals. */
export interface BoxWorkspace {
  readonly iterate: BoxIterate;
  readonly start: BoxStart;
  readonly system: NewtonSystem;
}

/** The work space for a flow's grid and S intervals. */
function boxWorkspace({ grid }: GradientFlow, intervals: number): BoxWorkspace {
  return {
    iterate: boxIterate(grid, intervals),
    start: boxStart(grid),
    system: newtonSystem(grid, intervals),
  };
}

/** What `newton` carries from step to step on a box. */
export interface BoxState extends GridState {
  readonly workspace: BoxWorkspace;
}

/** The state at time zero. */
export function initBox(flow: GradientFlow, { innerIntervals }: GridMethodSettings): BoxState {
  return {
    time: 0,
    index: 0,
    density: flow.initial.values,
    workspace: boxWorkspace(flow, innerIntervals),
  };
}

/** The problem of a step of length τ from a density. */
export function boxProblem(
  previous: Float64Array,
  flow: GradientFlow<Energy>,
  timeStep: number,
  { faceMean: mean, innerIntervals }: GridMethodSettings,
): BoxProblem {
  return {
    energy: flow.discrete,
    previous,
    timeStep,
    intervals: innerIntervals,
    mobility: faceMobility(faceMean(mean), flow.mobility),
    inner: mobilityBounds(flow),
    end: flowBounds(flow),
  };
}

/** The better of two attempts, with the cost of both. */
function better(first: BoxSolved, second: BoxSolved): BoxSolved {
  return {
    ...(second.status === 'converged' || second.evaluation.gap <= first.evaluation.gap ? second : first),
    iterations: first.iterations + second.iterations,
    linearIterations: first.linearIterations + second.linearIterations,
  };
}

/**
 * Solves a step problem from its previous density alone: swiftly; if that leads nowhere, from another start where
 * there is one; and if that does not help either carefully.
 */
function solveFrom(
  { iterate, start, system }: BoxWorkspace,
  problem: BoxProblem,
  { tolerance, maxIterations }: GridMethodSettings,
): BoxSolved {
  start.begin(iterate, problem);
  let solved = solveBox(iterate, problem, system, tolerance, maxIterations);
  for (const manner of hasAnotherStart(problem) ? (['swift', 'careful'] as const) : (['careful'] as const)) {
    const left = maxIterations - solved.iterations;
    if (solved.status === 'converged' || left <= 0) break;
    start.begin(iterate, problem, manner === 'swift');
    solved = better(solved, solveBox(iterate, problem, system, tolerance, left, manner));
  }
  return solved;
}

/** A JKO step on a box. */
export function stepBox(
  state: BoxState,
  flow: GradientFlow<Energy>,
  until: number,
  settings: GridMethodSettings,
): Step {
  const timeStep = nextStep(state.time, settings.timeStep, until);
  const solved = solveFrom(state.workspace, boxProblem(state.density, flow, timeStep, settings), settings);
  return finishStep(state, flow, timeStep, until, faceMean(settings.faceMean), solved, {
    cg: solved.linearIterations,
    solves: solved.iterations,
  });
}
