import { CapabilityError, faceMean, type LocalEnergy, type Solver } from '../../../src/index.ts';
import { finishStep, type GridState, nextProblem } from '../gridStep.ts';
import { requireLocalLine } from '../requirements.ts';
import { gridMethodSettings, type JkoSettings, requirePlainSteps } from '../settings.ts';
import { emptyVariables, type Variables } from './iterate.ts';
import { solvePrimalDual } from './solve.ts';
import { startFrom } from './start.ts';

/** What `primalDual` carries from step to step: every step starts from its previous density alone. */
export interface PrimalDualState extends GridState {
  readonly variables: Variables;
}

/**
 * JKO steps by a preconditioned primal–dual hybrid gradient method: any energy with a proximal map, box constraints
 * included, iteration counts independent of the grid; arithmetic face mean; see {@link jko}.
 */
export function primalDualSolver(given: JkoSettings): Solver<LocalEnergy, PrimalDualState> {
  requirePlainSteps('jko (primalDual)', given);
  const settings = gridMethodSettings(given, { tolerance: 1e-4, maxIterations: 10000 });
  const mean = faceMean(settings.faceMean);
  if (mean.name !== 'arithmetic')
    throw new CapabilityError(
      'jko (primalDual)',
      'the arithmetic face mean',
      `it was given "${mean.name}"; method: "newton" takes every face mean`,
    );
  return Object.freeze({
    name: 'jko',
    method: 'primalDual',
    settings: { ...settings },
    init(flow) {
      requireLocalLine('jko (primalDual)', flow);
      const density = flow.initial.values;
      return {
        time: 0,
        index: 0,
        density,
        variables: emptyVariables(density.length, settings.innerIntervals),
      };
    },
    step(state, flow, until) {
      const problem = nextProblem(state, flow, until, settings, mean);
      startFrom(state.variables, problem);
      const solved = solvePrimalDual(state.variables, problem, settings.tolerance, settings.maxIterations);
      return finishStep(state, flow, problem.timeStep, until, mean, solved);
    },
  } satisfies Solver<LocalEnergy, PrimalDualState>);
}
