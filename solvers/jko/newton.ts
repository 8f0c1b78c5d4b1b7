import type { Energy, Solver } from '../../src/index.ts';
import { type BoxState, initBox, stepBox } from './box/boxNewton.ts';
import { initLine, isLine, type LineState, stepLine } from './newton/lineNewton.ts';
import { requireConvexInternal } from './requirements.ts';
import { gridMethodSettings, type JkoSettings } from './settings.ts';

/** What `newton` carries from step to step. */
export type NewtonState =
  | { readonly kind: 'line'; readonly state: LineState }
  | { readonly kind: 'box'; readonly state: BoxState };

/**
 * JKO steps by a primal–dual interior-point Newton method, p positive and of exact mass by construction; see {@link jko}.
 *
 * Linear systems are solved directly on a line between walls, and by conjugate gradients with multigrid in two and three
 * dimensions, and wherever else densities do not determine the momentum or cells are coupled.
 */
export function newtonSolver(given: JkoSettings): Solver<Energy, NewtonState> {
  const settings = gridMethodSettings(given, { tolerance: 1e-9, maxIterations: 200 });
  return Object.freeze({
    name: 'jko',
    method: 'newton',
    settings: { ...settings },
    init(flow) {
      requireConvexInternal('jko (newton)', flow);
      return isLine(flow)
        ? { kind: 'line', state: initLine(flow, settings) }
        : { kind: 'box', state: initBox(flow, settings) };
    },
    step: (at, flow, until) =>
      at.kind === 'line'
        ? stepLine(at.state, flow, until, settings)
        : stepBox(at.state, flow, until, settings),
  } satisfies Solver<Energy, NewtonState>);
}
