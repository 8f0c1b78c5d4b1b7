import type { Energy } from '../../src/energy/index.ts';
import type { Solver, Step, StepStatus } from '../../src/flow/index.ts';
import { type RelaxationState, relaxation } from '../support/relaxation.ts';

/** What a fake does differently. */
export interface FakeOptions {
  readonly timeStep?: number;
  /** The status of step `index`. */
  readonly status?: (index: number) => StepStatus;
  /** The time at which a step that should end at `time` ends. */
  readonly end?: (time: number, index: number) => number;
}

/** A relaxation whose steps end when, and as, they are told to: for tests of what drives solvers. */
export function fakeSolver(options: FakeOptions = {}): Solver<Energy, RelaxationState> {
  const { timeStep = 0.1, status = () => 'converged', end = (time) => time } = options;
  const exact = relaxation(timeStep);
  return {
    ...exact,
    name: 'fake',
    method: 'relaxation',
    settings: { timeStep },
    step(state, flow, until): Step {
      const step = exact.step(state, flow, until);
      state.time = end(step.time, step.index);
      return { ...step, time: state.time, iterations: 2, status: status(step.index) };
    },
  };
}
