import type { Energy, GradientFlow, Step } from '../../../src/index.ts';
import { initNewton, type NewtonState, stepNewton } from '../newtonState.ts';
import type { GridMethodSettings } from '../settings.ts';

/**
 * JKO steps of one kind, such as the halves of steps, each of which begins near the one before: they keep a work space and a warm
 * start for every number of intervals that they are asked for.
 */
export interface Lane {
  /** A step of length τ from a density, which is not written to. */
  step(from: Float64Array, timeStep: number, intervals: number): Step;
}

/** A lane of `newton`. */
export function newtonLane(flow: GradientFlow<Energy>, settings: GridMethodSettings): Lane {
  const states = new Map<number, NewtonState>();
  return {
    step(from, timeStep, intervals) {
      const own = { ...settings, timeStep, innerIntervals: intervals };
      const at = states.get(intervals) ?? initNewton(flow, own);
      states.set(intervals, at);
      at.state.density = from;
      at.state.time = 0;
      return stepNewton(at, flow, timeStep, own);
    },
  };
}
