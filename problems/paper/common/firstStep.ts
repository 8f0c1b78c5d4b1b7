import { type Energy, type GradientFlow, march, type Solver, type Step } from '../../../src/index.ts';

/** The first step of a solver on a flow, of the given length. */
export function firstStep<E extends Energy>(
  flow: GradientFlow<E>,
  solver: Solver<E>,
  timeStep: number,
): Step {
  for (const step of march(flow, solver, [timeStep])) return step;
  throw new RangeError('unreachable: a positive stop takes at least one step');
}
