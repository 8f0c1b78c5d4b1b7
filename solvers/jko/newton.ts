import type { Energy, Solver } from '../../src/index.ts';
import { jkoAdvice } from './advice.ts';
import { initNewton, type NewtonState, stepNewton } from './newtonState.ts';
import { requireConvexInternal } from './requirements.ts';
import { gridMethodSettings, type JkoSettings } from './settings.ts';
import { recorded, steppingSettings } from './stepping/steppingSettings.ts';

/** The defaults of `newton`. */
export const newtonDefaults = { tolerance: 1e-9, maxIterations: 200 };

/**
 * JKO steps by a primal–dual interior-point Newton method, p positive and of exact mass by construction; see {@link jko}.
 *
 * Linear systems are solved directly on a line between walls, and by conjugate gradients with multigrid in two and three
 * dimensions, and wherever else densities do not determine the momentum or cells are coupled.
 *
 * @param given - settings of plain steps: order 1, of given length and number of intervals.
 */
export function newtonSolver(given: JkoSettings): Solver<Energy, NewtonState> {
  const settings = gridMethodSettings(given, newtonDefaults);
  return Object.freeze({
    name: 'jko',
    method: 'newton',
    advice: jkoAdvice('newton'),
    settings: { ...settings, ...recorded(steppingSettings(given)) },
    init(flow) {
      requireConvexInternal('jko (newton)', flow);
      return initNewton(flow, settings);
    },
    step: (at, flow, until) => stepNewton(at, flow, until, settings),
  } satisfies Solver<Energy, NewtonState>);
}
