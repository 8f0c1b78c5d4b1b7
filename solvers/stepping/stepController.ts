import { nextStep } from '../../src/flow/march.ts';
import type { Adaptation } from './adaptation.ts';

const SAFETY = 0.9;
const SMALLEST_FACTOR = 0.2;
const LARGEST_FACTOR = 2;

// A trial that was not solved is repeated at half its length so many times in a row, and then taken as it is.
const MOST_SHORTENED = 4;

/** Chooses the lengths of time steps so that the errors they make stay near a tolerance. */
export interface StepController {
  /** The length of the next trial, not passing `until`. */
  propose(time: number, until: number): number;
  /** Whether a trial that was solved, with its error estimate, is good enough; sets the next length either way. */
  accepts(timeStep: number, error: number): boolean;
  /** Sets half the length after a trial that was not solved; false if that is no use. */
  shorten(timeStep: number): boolean;
}

/**
 * A proportional–integral controller: τ ← τ · 0.9 e^{−0.8/k} e₋^{0.2/k}, with e and e₋ the errors of this step and of the one before
 * over the tolerance, k the power of τ that errors go with.
 *
 * Source: Gustafsson 1991, Control theoretic techniques for stepsize selection in explicit Runge–Kutta methods; Hairer–Wanner 1996, IV.2.
 */
export function stepController(
  first: number,
  power: number,
  { tolerance, minimumStep, maximumStep }: Adaptation,
): StepController {
  let length = first;
  let before = 1;
  let rejected = false;
  let shortened = 0;
  const clamp = (x: number): number => Math.min(Math.max(x, minimumStep), maximumStep);
  return {
    propose(time, until) {
      const left = until - time;
      // Two halves of what is left rather than a full step and a sliver.
      const proposed = nextStep(time, length, until);
      return proposed < left && 2 * length > left ? left / 2 : proposed;
    },
    accepts(timeStep, error) {
      const e = Math.max(error / tolerance, 1e-10);
      if (e > 1) {
        const shorter = clamp(timeStep * Math.max(SAFETY * e ** (-1 / power), SMALLEST_FACTOR));
        if (shorter < timeStep) {
          length = shorter;
          rejected = true;
          return false;
        }
      }
      const factor = SAFETY * e ** (-0.8 / power) * before ** (0.2 / power);
      const next = clamp(
        timeStep * Math.min(Math.max(factor, SMALLEST_FACTOR), rejected ? 1 : LARGEST_FACTOR),
      );
      // A step cut short by the end of the run is no reason to go on with short ones.
      length = timeStep < length && e <= 1 ? Math.max(length, next) : next;
      before = e;
      rejected = false;
      shortened = 0;
      return true;
    },
    shorten(timeStep) {
      length = clamp(0.5 * timeStep);
      rejected = true;
      if (++shortened <= MOST_SHORTENED && length < timeStep) return true;
      shortened = 0;
      return false;
    },
  };
}
