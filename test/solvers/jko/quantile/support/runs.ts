import type { GradientFlow, LocalEnergy, Step } from 'ottoflow';
import { type QuantileState, quantileSolver } from '../../../../../solvers/jko/quantile/quantileSolver.ts';
import type { JkoSettings } from '../../../../../solvers/jko/settings.ts';

/** What the quantile solver takes: flows of local energies. */
export type Flow = GradientFlow<LocalEnergy>;

/** A run of {@link run}. */
export interface Run {
  readonly state: QuantileState;
  readonly steps: readonly Step[];
  /** The knots before each step and after the last. */
  readonly knots: readonly Float64Array[];
  readonly last: Step;
}

/** Steps of a flow, with the state as it was before each and after the last. */
export function run(flow: Flow, settings: Omit<JkoSettings, 'method'>, count = 1): Run {
  const solver = quantileSolver(settings);
  const state = solver.init(flow);
  const knots = [state.knots.slice()];
  const steps: Step[] = [];
  for (let k = 0; k < count; k++) {
    steps.push(solver.step(state, flow, Infinity));
    knots.push(state.knots.slice());
  }
  return { state, steps, knots, last: steps[count - 1] };
}
