import { Density, type Energy, type GradientFlow, nextStep, type Solver, type Step } from 'ottoflow';

/** What {@link relaxation} carries from step to step. */
export interface RelaxationState {
  index: number;
  time: number;
  values: Float64Array;
}

/**
 * A solver for tests of everything around solvers: p(t) = mean + (p(0) − mean) e^{−t} exactly, whatever the flow.
 *
 * @param timeStep - length of a step.
 * @param failAt - index of the step that is to report failure; none by default.
 */
export function relaxation(timeStep: number, failAt = 0): Solver<Energy, RelaxationState> {
  return {
    name: 'relaxation',
    method: 'exact',
    settings: { timeStep, failAt },
    init: (flow: GradientFlow) => ({ index: 0, time: 0, values: flow.initial.values.slice() }),
    step(state: RelaxationState, flow: GradientFlow, until: number): Step {
      const dt = nextStep(state.time, timeStep, until);
      const mean = flow.initial.mass / flow.grid.volume;
      state.values = state.values.map((p) => mean + (p - mean) * Math.exp(-dt));
      state.time += dt;
      state.index++;
      return {
        index: state.index,
        time: state.time,
        timeStep: dt,
        density: new Density(flow.grid, state.values),
        energy: flow.discrete.value(state.values),
        dissipation: null,
        transport: null,
        certificate: null,
        iterations: 1,
        status: state.index === failAt ? 'failed' : 'converged',
        diagnostics: {},
      };
    },
  };
}
