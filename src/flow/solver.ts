import type { Energy } from '../energy/energy.ts';
import type { GradientFlow } from './gradientFlow.ts';
import type { Step } from './step.ts';

/** A setting as it is written into results. @see {@link Solver} */
export type Setting = string | number | boolean | null | readonly number[];

/**
 * A way to move: an immutable bag of settings with `init` and `step`.
 *
 * `E` is the kind of energy that it can handle, `State` what it carries from step to step.
 *
 * @see {@link march}
 */
export interface Solver<E extends Energy = Energy, State = unknown> {
  /** `jko`, `finite-volume`, `particles`. */
  readonly name: string;
  /** `newton`, `explicit`, … */
  readonly method: string;
  /** Every setting with its value, defaults filled in. */
  readonly settings: Readonly<Record<string, Setting>>;
  /** The state at time zero. @throws CapabilityError if the solver cannot handle the flow. */
  init(flow: GradientFlow<E>): State;
  /**
   * Advances `state` by one step that does not pass `until` and says what it did.
   *
   * Steps are the solver's own time step unless `until` is nearer.
   */
  step(state: State, flow: GradientFlow<E>, until: number): Step;
  /** What to try when a step is not converged, as a phrase such as `a smaller timeStep`: for the error of `throwOnFailure`. */
  readonly advice?: (step: Step) => string;
}
