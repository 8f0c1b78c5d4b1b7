import type { Energy } from '../energy/energy.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import { ConvergenceError } from '../errors/convergenceError.ts';
import type { GradientFlow } from './gradientFlow.ts';
import type { Solver } from './solver.ts';
import type { Step } from './step.ts';

/** Two times closer than this, relative to the larger, are the same time. */
const SAME_TIME = 1e-12;

/** Whether two times are equal up to the rounding of their sums. @see {@link march} */
export function sameTime(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) < SAME_TIME * Math.max(Math.abs(a), Math.abs(b));
}

/**
 * The length of the next step from `time` with step size `timeStep`, not passing `until`; a remainder below a
 * millionth of a step is taken along, so that rounding never makes a sliver of a step.
 *
 * @see {@link march}
 */
export function nextStep(time: number, timeStep: number, until: number): number {
  const left = until - time;
  return left <= timeStep * (1 + 1e-6) ? left : timeStep;
}

/**
 * Steps of a solver on a flow that land on every one of `stops`, in order, and end at the last, or at a failed step.
 *
 * @param stops - ascending finite times > 0.
 * @throws ArgumentError for other stops; ConvergenceError if the solver stands still or passes a stop.
 * @see [Driving the steps yourself](/guide/own-energy#driving-the-steps-yourself)
 */
export function* march<E extends Energy, State>(
  flow: GradientFlow<E>,
  solver: Solver<E, State>,
  stops: readonly number[],
): Generator<Step, void, void> {
  if (!stops.every((stop, k) => stop > (k > 0 ? stops[k - 1] : 0) && stop < Infinity))
    throw new ArgumentError('stops', stops, 'ascending finite times > 0');
  const state = solver.init(flow);
  let time = 0;
  for (const stop of stops) {
    while (!sameTime(time, stop) && time < stop) {
      const step = solver.step(state, flow, stop);
      yield step;
      if (step.status === 'failed') return;
      const advanced = step.time > time && (step.time <= stop || sameTime(step.time, stop));
      if (!advanced)
        throw new ConvergenceError(
          `${solver.name}/${solver.method} went from t = ${time} to t = ${step.time} on its way to t = ${stop}`,
        );
      time = step.time;
    }
  }
}
