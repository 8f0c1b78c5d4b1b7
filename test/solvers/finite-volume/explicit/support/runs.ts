import { type ExplicitOptions, finiteVolume } from '../../../../../solvers/finite-volume/index.ts';
import { type Density, type Energy, type GradientFlow, type Step, solve } from '../../../../../src/index.ts';

/** The steps of an explicit run. */
export function steps(
  flow: GradientFlow,
  until: number,
  options: Omit<ExplicitOptions, 'method'> = {},
): Step[] {
  const made: Step[] = [];
  solve(flow, finiteVolume({ method: 'explicit', ...options }), {
    until,
    onStep: (step) => made.push(step),
    throwOnFailure: true,
  });
  return made;
}

/** The first step, of the largest stable length. */
export function firstStep(flow: GradientFlow<Energy>, order: 1 | 3 = 3): Step {
  const solver = finiteVolume({ method: 'explicit', order });
  return solver.step(solver.init(flow), flow, Infinity);
}

/** The density at the end of an explicit run. */
export function end(
  flow: GradientFlow,
  until: number,
  options: Omit<ExplicitOptions, 'method'> = {},
): Density {
  const made = steps(flow, until, options);
  return made[made.length - 1].density;
}
