import type { Step } from '../../../src/index.ts';
import { count, relativeDistance, type Spent } from '../../stepping/trial.ts';
import type { Lane } from './lane.ts';

const MOST = 8;

// Steps after which the discrepancy is measured again, whatever is expected of it; more where that is far below the tolerance.
const EVERY = 8;
const SELDOM = 32;
const FAR = 0.1;

// Half as many intervals are tried where their discrepancy is expected to be below this part of the tolerance.
const MARGIN = 0.7;

/** A JKO step and the number of intervals that it has. */
export interface ChosenStep {
  readonly step: Step;
  readonly intervals: number;
}

/** Chooses the number of inner intervals of steps by an error estimate. */
export interface IntervalChoice {
  /** A step with as many intervals as it takes. */
  step(lane: Lane, from: Float64Array, timeStep: number, spent: Spent): ChosenStep;
}

/** Steps that always have the same number of intervals. */
export function fixedIntervals(intervals: number): IntervalChoice {
  return {
    step(lane, from, timeStep, spent) {
      const step = lane.step(from, timeStep, intervals);
      count(spent, step);
      return { step, intervals };
    },
  };
}

/**
 * The least S of 1, 2, 4, 8 for which the ends p(S), p(2S) of a step satisfy ‖p(S) − p(2S)‖₁ ≤ `tolerance` ‖p(2S) − p₀‖₁.
 *
 * The discrepancy on the left, relative to the change, is expected to be C (change/S)² – midpoint rule in inner time, curvature of
 * the path – with C from the last measurement. It is measured, by solving with twice or half as many intervals, at the first step,
 * where it is expected to exceed the tolerance, after S has been halved because it is expected to be far below, and at every eighth
 * step, or every thirty-second where nothing is likely to change. The finest solution found is the step's.
 */
export function automaticIntervals(tolerance: number): IntervalChoice {
  let intervals = 1;
  let constant = Number.NaN;
  let age = Infinity;
  return {
    step(lane, from, timeStep, spent) {
      const solve = (s: number): Step => {
        const step = lane.step(from, timeStep, s);
        count(spent, step);
        return step;
      };
      const change = (step: Step): number => relativeDistance(step.density.values, from);
      const measure = (coarse: Step, fine: Step, s: number): number => {
        const moved = change(fine);
        const found = moved > 0 ? relativeDistance(coarse.density.values, fine.density.values) / moved : 0;
        constant = moved > 0 ? found * (s / moved) ** 2 : Number.NaN;
        age = 0;
        return found;
      };
      const expected = (moved: number, s: number): number => constant * (moved / s) ** 2;

      let found = { step: solve(intervals), intervals };
      if (found.step.status === 'failed') return found;
      age++;
      if (intervals === MOST) {
        const stays = age < EVERY && expected(change(found.step), MOST / 2) > MARGIN * tolerance;
        if (stays) return found;
        const coarse = solve(MOST / 2);
        if (coarse.status !== 'failed' && measure(coarse, found.step, MOST / 2) <= tolerance)
          intervals = MOST / 2;
        return found;
      }
      const likely = expected(change(found.step), intervals);
      if (age < (likely <= FAR * tolerance ? SELDOM : EVERY) && likely <= tolerance) {
        if (intervals > 1 && expected(change(found.step), intervals / 2) <= MARGIN * tolerance) {
          intervals /= 2;
          age = Infinity; // to be confirmed by the next step
        }
        return found;
      }
      while (intervals < MOST) {
        const finer = solve(2 * intervals);
        if (finer.status === 'failed') return found;
        const enough = measure(found.step, finer, intervals) <= tolerance;
        found = { step: finer, intervals: 2 * intervals };
        if (enough) break;
        intervals *= 2;
      }
      return found;
    },
  };
}
