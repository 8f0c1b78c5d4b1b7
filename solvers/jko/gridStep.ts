import {
  Density,
  dissipation,
  type Energy,
  type FaceMean,
  type GradientFlow,
  nextStep,
  type Step,
  type StepStatus,
} from '../../src/index.ts';
import type { GridState } from '../gridState.ts';
import type { Evaluation } from './evaluation.ts';
import type { GridMethodSettings } from './settings.ts';
import type { StepProblem } from './stepProblem.ts';

/** A solved step problem: the density at its end and how it was found. */
export interface SolvedStep {
  readonly end: Float64Array;
  readonly evaluation: Evaluation;
  readonly iterations: number;
  readonly status: StepStatus;
}

/** The problem of the next step from a state, not passing `until`. */
export function nextProblem(
  { time, density }: GridState,
  { discrete }: GradientFlow<Energy>,
  until: number,
  { timeStep, innerIntervals }: GridMethodSettings,
  faceMean: FaceMean,
): StepProblem {
  return {
    energy: discrete.local,
    previous: density,
    timeStep: nextStep(time, timeStep, until),
    intervals: innerIntervals,
    faceMean,
  };
}

/**
 * Moves a state to the end of a solved step, not passing `until`, and says what happened; a failed step leaves the state where it was.
 *
 * @param counters - figures of the method's own, beside the decrease of E.
 */
export function finishStep(
  state: GridState,
  { discrete, mobility, grid }: GradientFlow<Energy>,
  timeStep: number,
  until: number,
  faceMean: FaceMean,
  { end, evaluation, iterations, status }: SolvedStep,
  counters: Readonly<Record<string, number>> = {},
): Step {
  if (status !== 'failed') {
    state.density = end;
    state.time = timeStep === until - state.time ? until : state.time + timeStep;
  }
  state.index++;
  const { transport, primal, dual, gap, relativeGap, continuity, decrease } = evaluation;
  return {
    index: state.index,
    time: state.time,
    timeStep,
    density: new Density(grid, state.density),
    energy: discrete.value(state.density),
    dissipation: dissipation(state.density, discrete, faceMean, mobility),
    transport,
    certificate: { primal, dual, gap, relativeGap, continuity },
    iterations,
    status,
    diagnostics: { decrease, ...counters },
  };
}
