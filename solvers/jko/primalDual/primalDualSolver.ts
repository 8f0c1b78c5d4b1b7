import { nextStep } from '../../../src/flow/march.ts';
import { CapabilityError, type Energy, faceMean, type Solver } from '../../../src/index.ts';
import type { GridState } from '../../gridState.ts';
import { jkoAdvice } from '../advice.ts';
import { boxIterate } from '../box/boxIterate.ts';
import { boxProblem } from '../box/boxNewton.ts';
import { continuityRestoration } from '../box/restoreContinuity.ts';
import { finishStep } from '../gridStep.ts';
import { requireProximal } from '../requirements.ts';
import { gridMethodSettings, type JkoSettings, requirePlainSteps } from '../settings.ts';
import { backwardPotentials } from './backwardPotentials.ts';
import type { CertificateTools } from './certify.ts';
import { solvePrimalDual } from './solve.ts';
import { startFrom } from './start.ts';
import { emptyVariables, type Variables } from './variables.ts';

/** What `primalDual` carries from step to step: every step starts from its previous density alone. */
export interface PrimalDualState extends GridState {
  readonly variables: Variables;
  readonly tools: CertificateTools;
}

/**
 * JKO steps by a preconditioned primal–dual hybrid gradient method: any energy with a proximal map, box constraints
 * included, and nonlocal parts by their gradients; one to three dimensions, periodic or not; iteration counts independent of the
 * grid; arithmetic face mean; see {@link jko}.
 */
export function primalDualSolver(given: JkoSettings): Solver<Energy, PrimalDualState> {
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
    advice: jkoAdvice('primalDual'),
    settings: { ...settings },
    init(flow) {
      requireProximal('jko (primalDual)', flow);
      const { grid } = flow;
      const { innerIntervals } = settings;
      return {
        time: 0,
        index: 0,
        density: flow.initial.values,
        variables: emptyVariables(grid, innerIntervals),
        tools: {
          iterate: boxIterate(grid, innerIntervals),
          restoration: continuityRestoration(grid),
          potentials: backwardPotentials(grid),
        },
      };
    },
    step(state, flow, until) {
      const timeStep = nextStep(state.time, settings.timeStep, until);
      const problem = boxProblem(state.density, flow, timeStep, settings);
      startFrom(state.variables, problem);
      const { variables, tools } = state;
      const solved = solvePrimalDual(variables, problem, tools, settings.tolerance, settings.maxIterations);
      return finishStep(state, flow, timeStep, until, mean, solved);
    },
  } satisfies Solver<Energy, PrimalDualState>);
}
