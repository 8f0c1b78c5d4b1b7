import { nextStep } from '../../../src/flow/march.ts';
import { type Energy, faceMean, type GradientFlow, type Step } from '../../../src/index.ts';
import { finishStep, type GridState } from '../gridStep.ts';
import type { GridMethodSettings } from '../settings.ts';
import { type BoxIterate, boxIterate } from './boxIterate.ts';
import { type BoxProblem, boundsOf } from './boxProblem.ts';
import { type BoxStart, boxStart } from './boxStart.ts';
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
export function boxWorkspace({ grid }: GradientFlow, intervals: number): BoxWorkspace {
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
    ...boundsOf(flow),
  };
}

/** Solves a step problem from its previous density alone: swiftly, and if that leads nowhere carefully. */
export function solveFrom(
  { iterate, start, system }: BoxWorkspace,
  problem: BoxProblem,
  { tolerance, maxIterations }: GridMethodSettings,
): BoxSolved {
  start.begin(iterate, problem);
  const swift = solveBox(iterate, problem, system, tolerance, maxIterations);
  const left = maxIterations - swift.iterations;
  if (swift.status === 'converged' || left <= 0) return swift;
  start.begin(iterate, problem);
  const careful = solveBox(iterate, problem, system, tolerance, left, 'careful');
  return {
    ...(careful.evaluation.gap <= swift.evaluation.gap ? careful : swift),
    iterations: swift.iterations + careful.iterations,
    linearIterations: swift.linearIterations + careful.linearIterations,
  };
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
