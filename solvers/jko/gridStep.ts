import {
  Density,
  dissipation,
  type FaceMean,
  type GradientFlow,
  type LocalEnergy,
  nextStep,
  type Step,
  type StepStatus,
} from '../../src/index.ts';
import type { Evaluation } from './certificate.ts';
import type { GridMethodSettings } from './settings.ts';
import type { StepProblem } from './stepProblem.ts';

/** What the methods on a grid carry from step to step, beside their own. */
export interface GridState {
  time: number;
  index: number;
  /** Current cell averages; replaced, never written to. */
  density: Float64Array;
}

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
  { discrete }: GradientFlow<LocalEnergy>,
  until: number,
  { timeStep, innerIntervals }: GridMethodSettings,
  faceMean: FaceMean,
): StepProblem {
  return {
    energy: discrete,
    previous: density,
    timeStep: nextStep(time, timeStep, until),
    intervals: innerIntervals,
    faceMean,
  };
}

/** Moves a state to the end of a solved step (a failed one leaves the density as it was) and says what happened. */
export function finishStep(
  state: GridState,
  problem: StepProblem,
  until: number,
  { end, evaluation, iterations, status }: SolvedStep,
): Step {
  const { energy, timeStep, faceMean } = problem;
  if (status !== 'failed') state.density = end;
  state.time = timeStep === until - state.time ? until : state.time + timeStep;
  state.index++;
  const { transport, primal, dual, gap, relativeGap, continuity, decrease } = evaluation;
  return {
    index: state.index,
    time: state.time,
    timeStep,
    density: new Density(energy.grid, state.density),
    energy: energy.value(state.density),
    dissipation: dissipation(state.density, energy, faceMean),
    transport,
    certificate: { primal, dual, gap, relativeGap, continuity },
    iterations,
    status,
    diagnostics: { decrease },
  };
}
