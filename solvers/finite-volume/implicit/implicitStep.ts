import { Density } from '../../../src/density/density.ts';
import type { LocalEnergy } from '../../../src/energy/energy.ts';
import { dissipation, dissipationOf } from '../../../src/flow/dissipation.ts';
import type { GradientFlow } from '../../../src/flow/gradientFlow.ts';
import { nextStep } from '../../../src/flow/march.ts';
import type { Step } from '../../../src/flow/step.ts';
import type { FaceMean } from '../../../src/mean/faceMean.ts';
import { type Attempts, attemptsAt, backwardEuler } from './backwardEuler.ts';
import { type System, subgradient, system } from './system.ts';

/** What backward Euler steps carry from one to the next. */
export interface ImplicitState {
  readonly attempts: Attempts;
  readonly p: Float64Array;
  time: number;
  index: number;
}

/** The state at time zero. @throws CapabilityError if the energy has no internal part. */
export function initImplicit(flow: GradientFlow<LocalEnergy>, mean: FaceMean): ImplicitState {
  return { attempts: attemptsAt(system(flow, mean)), p: flow.initial.values.slice(), time: 0, index: 0 };
}

/** The system in which the last step was made. */
function made({ attempts }: ImplicitState): System {
  return attempts.all[attempts.last].system;
}

/** A backward Euler step, or as much of it as can be solved, not passing `until`. */
export function implicitStep(
  state: ImplicitState,
  flow: GradientFlow<LocalEnergy>,
  until: number,
  timeStep: number,
  mean: FaceMean,
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
      ? dissipationOf(state.p, subgradient(made(state)), flow.grid, mean)
      : dissipation(state.p, flow.discrete, mean),
    transport: null,
    certificate: null,
    iterations,
    status: whole ? 'converged' : 'failed',
    diagnostics: { substeps, restarts },
  };
}

/**
 * Backward Euler steps of one kind from any density, such as the halves of steps: they begin near the ones before of their kind, and keep a work space
 * of their own.
 */
export function implicitLane(
  flow: GradientFlow<LocalEnergy>,
  mean: FaceMean,
): (from: Float64Array, timeStep: number) => Step {
  const state = initImplicit(flow, mean);
  return (from, timeStep) => {
    state.p.set(from);
    state.time = 0;
    return implicitStep(state, flow, timeStep, timeStep, mean);
  };
}
