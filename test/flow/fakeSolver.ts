import { Density } from '../../src/density/index.ts';
import type { Energy } from '../../src/energy/index.ts';
import { nextStep, type Solver, type Step, type StepStatus } from '../../src/flow/index.ts';

interface State {
  index: number;
  time: number;
  values: Float64Array;
}

/** What a fake does differently. */
export interface FakeOptions {
  readonly timeStep?: number;
  /** The status of step `index`. */
  readonly status?: (index: number) => StepStatus;
  /** The time at which a step that should end at `time` ends. */
  readonly end?: (time: number, index: number) => number;
}

/** Relaxes any density towards the uniform one, p ← p̄ + (p − p̄)/(1 + Δt): enough of a flow to test drivers. */
export function fakeSolver(options: FakeOptions = {}): Solver<Energy, State> {
  const { timeStep = 0.1, status = () => 'converged', end = (time) => time } = options;
  return {
    name: 'fake',
    method: 'relaxation',
    settings: { timeStep },
    init: (flow) => ({ index: 0, time: 0, values: flow.initial.values.slice() }),
    step: (state, flow, until): Step => {
      const dt = nextStep(state.time, timeStep, until);
      const mean = flow.initial.mass / flow.grid.volume;
      state.index += 1;
      state.time = end(state.time + dt, state.index);
      state.values = state.values.map((p) => mean + (p - mean) / (1 + dt));
      return {
        index: state.index,
        time: state.time,
        timeStep: dt,
        density: new Density(flow.grid, state.values),
        energy: flow.discrete.value(state.values),
        dissipation: null,
        transport: null,
        certificate: null,
        iterations: 2,
        status: status(state.index),
        diagnostics: {},
      };
    },
  };
}
