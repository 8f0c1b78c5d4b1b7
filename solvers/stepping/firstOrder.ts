import type { Step } from '../../src/index.ts';
import type { Spent } from './trial.ts';

/** A step of first order, and what its solver has chosen for it. */
export interface FirstOrderStep {
  readonly step: Step;
  /** Figures for people, such as the number of inner intervals. */
  readonly figures: Readonly<Record<string, number>>;
}

/**
 * The steps of first order that others are composed of. Whole steps and halves begin near the ones before of their kind: each kind may keep a
 * work space and a warm start of its own.
 */
export interface FirstOrder {
  /** A step of length τ from a density, which is not written to; counts all that is solved for it. */
  whole(from: Float64Array, timeStep: number, spent: Spent): FirstOrderStep;
  /** One of the two halves of a step, made as the whole was. */
  half(from: Float64Array, timeStep: number, whole: FirstOrderStep): Step;
  /** The rate −dE/dt of the discretisation in use at a density. */
  dissipation(p: Float64Array): number;
}
