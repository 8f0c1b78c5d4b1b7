import { nextStep } from '../../../src/flow/march.ts';
import {
  type Certificate,
  Density,
  dissipation,
  type Energy,
  faceMean,
  type GradientFlow,
  type Step,
  type StepStatus,
} from '../../../src/index.ts';
import { boundsOf } from '../box/boxProblem.ts';
import type { GridState } from '../gridStep.ts';
import type { GridMethodSettings } from '../settings.ts';
import { extrapolate } from './extrapolate.ts';
import { automaticIntervals, fixedIntervals, type IntervalChoice } from './intervalChoice.ts';
import { type Lane, newtonLane } from './lane.ts';
import { type StepController, stepController } from './stepController.ts';
import type { SteppingSettings } from './steppingSettings.ts';
import { count, relativeDistance, type Spent, worst } from './trial.ts';

/** What steps that are put together of several JKO steps carry on. */
export interface SteppingState extends GridState {
  readonly whole: Lane;
  readonly halves: Lane;
  readonly intervals: IntervalChoice;
  readonly controller: StepController | null;
}

/** The state at time zero. */
export function initStepping(
  flow: GradientFlow<Energy>,
  settings: GridMethodSettings,
  { order, adaptive, innerTolerance }: SteppingSettings,
): SteppingState {
  return {
    time: 0,
    index: 0,
    density: flow.initial.values,
    whole: newtonLane(flow, settings),
    halves: newtonLane(flow, settings),
    intervals:
      innerTolerance === null ? fixedIntervals(settings.innerIntervals) : automaticIntervals(innerTolerance),
    controller: adaptive === null ? null : stepController(settings.timeStep, order + 1, adaptive),
  };
}

/** A step that has been solved but not taken. */
interface Trial {
  readonly end: Float64Array;
  readonly transport: number;
  readonly certificate: Certificate | null;
  readonly status: StepStatus;
  readonly intervals: number;
  /** Whether the end is the extrapolated one. */
  readonly extrapolated: boolean;
  /** The estimate of the error that the step makes; not a number where there is none. */
  readonly error: number;
}

function single({ whole, intervals, density }: SteppingState, timeStep: number, spent: Spent): Trial {
  const { step, intervals: chosen } = intervals.step(whole, density, timeStep, spent);
  return {
    end: step.density.values,
    transport: step.transport ?? Number.NaN,
    certificate: step.certificate,
    status: step.status,
    intervals: chosen,
    extrapolated: false,
    error: Number.NaN,
  };
}

// Errors of extrapolated steps over (error of the halves)²/change: 8/3 for a single decaying mode, and more for several.
const NEXT_ORDER = 4;

/**
 * A step of length τ in one and in two halves, and for order 2 extrapolated. The difference of the two ends is the error of the
 * halves, C τ²/2 to leading order; that of the extrapolated end is estimated by its square over the change, O(τ³).
 */
function doubled(
  state: SteppingState,
  flow: GradientFlow<Energy>,
  timeStep: number,
  order: 1 | 2,
  spent: Spent,
): Trial {
  const { density, halves } = state;
  const { step: coarse, intervals } = state.intervals.step(state.whole, density, timeStep, spent);
  const first = halves.step(density, timeStep / 2, intervals);
  count(spent, first);
  const second = halves.step(first.density.values, timeStep / 2, intervals);
  count(spent, second);
  const { status, certificate } = worst([second, first, coarse]);
  const fine = second.density.values;
  const difference = relativeDistance(coarse.density.values, fine);
  const trial = {
    transport: (first.transport ?? Number.NaN) + (second.transport ?? Number.NaN),
    certificate,
    status,
    intervals,
  };
  if (order === 1 || status === 'failed')
    return { ...trial, end: fine, extrapolated: false, error: difference };
  const end = new Float64Array(fine.length);
  extrapolate(end, fine, coarse.density.values, boundsOf(flow).end);
  // The halves obey E + W²/(2τ) ≤ E(p₀), and so does whatever is near enough to them.
  const dissipated = trial.transport ** 2 / (2 * timeStep);
  if (!(flow.discrete.value(end) + dissipated <= flow.discrete.value(density)))
    return { ...trial, end: fine, extrapolated: false, error: difference };
  const change = relativeDistance(fine, density);
  const error = change > 0 ? Math.min(difference, (NEXT_ORDER * difference * difference) / change) : 0;
  return { ...trial, end, extrapolated: true, error };
}

/** A step made of several JKO steps, not passing `until`; of a step that fails nothing is taken. */
export function step(
  state: SteppingState,
  flow: GradientFlow<Energy>,
  until: number,
  { timeStep: given, faceMean: mean }: GridMethodSettings,
  { order, adaptive }: SteppingSettings,
): Step {
  const { controller, time } = state;
  const spent: Spent = { iterations: 0, cg: 0, solves: 0 };
  let rejected = 0;
  let timeStep = 0;
  let trial: Trial;
  for (; ; rejected++) {
    timeStep = controller === null ? nextStep(time, given, until) : controller.propose(time, until);
    const isSingle = order === 1 && controller === null;
    trial = isSingle ? single(state, timeStep, spent) : doubled(state, flow, timeStep, order, spent);
    if (controller === null) break;
    if (
      trial.status === 'converged' ? controller.accepts(timeStep, trial.error) : !controller.shorten(timeStep)
    )
      break;
  }
  const { end, transport, certificate, intervals, error } = trial;
  const misses = adaptive !== null && trial.status === 'converged' && error > adaptive.tolerance;
  const status = misses ? 'stalled' : trial.status;
  const { discrete, mobility, grid } = flow;
  const before = discrete.value(state.density);
  if (status !== 'failed') {
    state.density = end;
    state.time = timeStep === until - time ? until : time + timeStep;
  }
  state.index++;
  const energy = discrete.value(state.density);
  return {
    index: state.index,
    time: state.time,
    timeStep,
    density: new Density(grid, state.density),
    energy,
    dissipation: dissipation(state.density, discrete, faceMean(mean), mobility),
    transport,
    certificate,
    iterations: spent.iterations,
    status,
    diagnostics: {
      decrease: before - energy,
      cg: spent.cg,
      solves: spent.solves,
      innerIntervals: intervals,
      order: trial.extrapolated ? 2 : 1,
      ...(Number.isNaN(error) ? {} : { errorEstimate: error }),
      ...(adaptive === null ? {} : { rejected }),
    },
  };
}
