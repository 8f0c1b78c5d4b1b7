import { Density } from '../../../src/density/density.ts';
import type { GradientFlow } from '../../../src/flow/gradientFlow.ts';
import { nextStep } from '../../../src/flow/march.ts';
import type { Step } from '../../../src/flow/step.ts';
import type { FluxChoice } from '../flux/index.ts';
import { type Attempts, attemptsAt, backwardEuler } from './backwardEuler.ts';
import { fluxDissipation } from './dissipation.ts';
import { type System, subgradient, system } from './system.ts';

/** What backward Euler steps carry from one to the next. */
export interface ImplicitState {
  readonly attempts: Attempts;
  readonly p: Float64Array;
  time: number;
  index: number;
}

/** The state at time zero. @throws CapabilityError if the energy has no internal part. */
export function initImplicit(flow: GradientFlow, flux: FluxChoice): ImplicitState {
  return { attempts: attemptsAt(system(flow, flux)), p: flow.initial.values.slice(), time: 0, index: 0 };
}

/** The system in which the last step was made. */
function made({ attempts }: ImplicitState): System {
  return attempts.all[attempts.last].system;
}

/** The dissipation rate of the flux at any density, by the first variation there. */
export function dissipationAt(state: ImplicitState, flow: GradientFlow, p: Float64Array): number {
  const xi = new Float64Array(p.length);
  flow.discrete.firstVariation(xi, p);
  return fluxDissipation(made(state), p, xi);
}

/** A backward Euler step, or as much of it as can be solved, not passing `until`. */
export function implicitStep(
  state: ImplicitState,
  flow: GradientFlow,
  until: number,
  timeStep: number,
): Step {
  const length = nextStep(state.time, timeStep, until);
  const { reached, iterations, substeps, restarts } = backwardEuler(
    state.attempts,
    state.p,
    flow.initial.mass,
    length,
  );
  const whole = reached > length * (1 - 1e-9);
  const time = !whole ? state.time + reached : length === until - state.time ? until : state.time + length;
  const advanced = time - state.time;
  state.time = time;
  state.index += 1;
  return {
    index: state.index,
    time,
    timeStep: advanced,
    density: new Density(flow.grid, state.p.slice()),
    energy: flow.discrete.value(state.p),
    // After a failure the multipliers are those of no solution.
    dissipation: whole
      ? fluxDissipation(made(state), state.p, subgradient(made(state)))
      : dissipationAt(state, flow, state.p),
    transport: null,
    certificate: null,
    iterations,
    status: whole ? 'converged' : 'failed',
    diagnostics: { substeps, restarts },
  };
}

/**
 * A backward Euler step from any density, such as the half of a step: with a state for each kind, steps begin near the ones before of their kind.
 */
export function implicitStepFrom(
  state: ImplicitState,
  flow: GradientFlow,
  from: Float64Array,
  timeStep: number,
): Step {
  state.p.set(from);
  state.time = 0;
  return implicitStep(state, flow, timeStep, timeStep);
}
