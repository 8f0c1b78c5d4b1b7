import { nextStep } from '../../src/flow/march.ts';
import {
  type Certificate,
  Density,
  type DiscreteEnergy,
  type Energy,
  type GradientFlow,
  type Step,
  type StepStatus,
} from '../../src/index.ts';
import { flowBounds } from '../densityBounds.ts';
import { energyDecrease } from '../energyDecrease.ts';
import type { GridState } from '../gridState.ts';
import type { Composition } from './adaptation.ts';
import { extrapolate } from './extrapolate.ts';
import type { FirstOrder } from './firstOrder.ts';
import { type StepController, stepController } from './stepController.ts';
import { count, relativeDistance, type Spent, worst } from './trial.ts';

/** What composed steps carry on. */
export interface ComposedState extends GridState {
  readonly first: FirstOrder;
  readonly controller: StepController | null;
}

/** The state at time zero. */
export function initComposed(
  { initial }: GradientFlow<Energy>,
  first: FirstOrder,
  timeStep: number,
  { order, adaptive }: Composition,
): ComposedState {
  const controller = adaptive === null ? null : stepController(timeStep, order + 1, adaptive);
  return { time: 0, index: 0, density: initial.values, first, controller };
}

/** A step that has been solved but not taken. */
interface Trial {
  readonly end: Float64Array;
  readonly transport: number | null;
  readonly dissipation: number | null;
  readonly certificate: Certificate | null;
  readonly status: StepStatus;
  readonly figures: Readonly<Record<string, number>>;
  /** Whether the end is the extrapolated one. */
  readonly extrapolated: boolean;
  /** The estimate of the error that the step makes; not a number where there is none. */
  readonly error: number;
}

function single({ first, density }: ComposedState, timeStep: number, spent: Spent): Trial {
  const { step, figures } = first.whole(density, timeStep, spent);
  const { transport, certificate, status } = step;
  return {
    end: step.density.values,
    transport,
    dissipation: step.dissipation,
    certificate,
    status,
    figures,
    extrapolated: false,
    error: Number.NaN,
  };
}

/** E(p) − E(q), of which something is left near rest as well, where the two energies agree in all their digits. */
function decreaseOf(p: Float64Array, q: Float64Array, energy: DiscreteEnergy): number {
  const slope = new Float64Array(q.length);
  energy.firstVariation(slope, q);
  const decrease = energyDecrease(p, q, slope, energy);
  // Vacuum in q where U′(0) is infinite, or p, leaves no difference but that of the values.
  return Number.isNaN(decrease) ? energy.value(p) - energy.value(q) : decrease;
}

// Errors of extrapolated steps over (error of the halves)²/change: 8/3 for a single decaying mode, and more for several.
const NEXT_ORDER = 4;

/**
 * A step of length τ in one and in two halves, and for order 2 extrapolated. The difference of the two ends is the error of the
 * halves, C τ²/2 to leading order; that of the extrapolated end is estimated by its square over the change, O(τ³).
 */
function doubled(
  { density, first }: ComposedState,
  flow: GradientFlow<Energy>,
  timeStep: number,
  order: 1 | 2,
  spent: Spent,
): Trial {
  const coarse = first.whole(density, timeStep, spent);
  const one = first.half(density, timeStep / 2, coarse);
  count(spent, one);
  const two = first.half(one.density.values, timeStep / 2, coarse);
  count(spent, two);
  const { status, certificate } = worst([two, one, coarse.step]);
  const fine = two.density.values;
  const difference = relativeDistance(coarse.step.density.values, fine);
  const transport = one.transport === null || two.transport === null ? null : one.transport + two.transport;
  const halves: Trial = {
    end: fine,
    transport,
    dissipation: two.dissipation,
    certificate,
    status,
    figures: coarse.figures,
    extrapolated: false,
    error: difference,
  };
  if (order === 1 || status === 'failed') return halves;
  const end = new Float64Array(fine.length);
  extrapolate(end, fine, coarse.step.density.values, flowBounds(flow));
  // The halves obey E + W²/(2τ) ≤ E(p₀), or without a distance E ≤ E(p₀), and so does whatever is near enough to them.
  const dissipated = transport === null ? 0 : transport ** 2 / (2 * timeStep);
  if (!(decreaseOf(density, end, flow.discrete) >= dissipated)) return halves;
  const change = relativeDistance(fine, density);
  const error = change > 0 ? Math.min(difference, (NEXT_ORDER * difference * difference) / change) : 0;
  return {
    ...halves,
    end,
    dissipation: first.dissipation(end),
    extrapolated: true,
    error,
  };
}

/** A step composed of several of first order, not passing `until`; of a step that fails nothing is taken. */
export function composedStep(
  state: ComposedState,
  flow: GradientFlow<Energy>,
  until: number,
  given: number,
  { order, adaptive }: Composition,
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
  const { end, transport, certificate, error } = trial;
  const misses = adaptive !== null && trial.status === 'converged' && error > adaptive.tolerance;
  const status = misses ? 'stalled' : trial.status;
  const { discrete, grid } = flow;
  const before = discrete.value(state.density);
  const failed = status === 'failed';
  if (!failed) {
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
    dissipation: failed ? state.first.dissipation(state.density) : trial.dissipation,
    transport,
    certificate,
    iterations: spent.iterations,
    status,
    diagnostics: {
      decrease: before - energy,
      cg: spent.cg,
      solves: spent.solves,
      ...trial.figures,
      order: trial.extrapolated ? 2 : 1,
      ...(Number.isNaN(error) ? {} : { errorEstimate: error }),
      ...(adaptive === null ? {} : { rejected }),
    },
  };
}
