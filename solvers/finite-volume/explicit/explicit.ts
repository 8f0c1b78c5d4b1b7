import { Density } from '../../../src/density/density.ts';
import type { Energy } from '../../../src/energy/energy.ts';
import { requireNoObstacle } from '../../../src/energy/requireNoObstacle.ts';
import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { CapabilityError } from '../../../src/errors/capabilityError.ts';
import { knownKeys, oneOf, positive } from '../../../src/errors/check.ts';
import { dissipation, dissipationOf } from '../../../src/flow/dissipation.ts';
import type { GradientFlow } from '../../../src/flow/gradientFlow.ts';
import { nextStep } from '../../../src/flow/march.ts';
import type { Solver } from '../../../src/flow/solver.ts';
import { type FaceMean, faceMean } from '../../../src/mean/index.ts';
import { requireLinearMobility } from '../../../src/mobility/require.ts';
import { advance } from './advance.ts';
import type { RungeKuttaOrder, Stages } from './rungeKutta.ts';
import { rate, type Semidiscrete, semidiscrete } from './semidiscrete.ts';
import type { Limiter } from './slope.ts';

/** What {@link finiteVolume} takes with `method: 'explicit'`. */
export interface ExplicitOptions {
  readonly method: 'explicit';
  /**
   * Time > 0 that one step covers, in as many sub-steps as stability asks for; without it, every step is one sub-step of
   * the largest stable length.
   */
  readonly timeStep?: number;
  /** Order of the SSP Runge–Kutta method, 3 by default. */
  readonly order?: RungeKuttaOrder;
  /** Slopes inside cells: `adaptive` (default) or `minmod` everywhere. */
  readonly limiter?: Limiter;
}

/** What the explicit solver carries from step to step. @see {@link finiteVolume} */
export interface ExplicitState {
  readonly scheme: Semidiscrete;
  /** The density; `stages.rate` and `scheme.variation` are those of it. */
  p: Float64Array;
  readonly stages: Stages;
  /** The largest stable sub-step at it. */
  stable: number;
  time: number;
  index: number;
}

/** An explicit step knows nothing of a bound on p at which U′ stays finite. */
function requireFreeDomain({ energy }: GradientFlow, { variation }: Semidiscrete): void {
  const { pointwise: internal } = variation;
  const [lower, upper] = energy.capabilities.domain;
  const atLower = lower === 0 || internal?.dU(lower) === -Infinity;
  const atUpper = upper === Infinity || internal?.dU(upper) === Infinity;
  if (!(atLower && atUpper))
    throw new CapabilityError(
      'finiteVolume({ method: "explicit" })',
      `U′ infinite at the ends of the domain [${lower}, ${upper}] of p, so that the flow itself stays inside`,
      'use method "implicit"',
    );
}

/** The dissipation at the density of a state; beside vacuum of the δE that it has, not of the one that the floor leaves. */
function dissipated({ p, scheme }: ExplicitState, { grid, discrete }: GradientFlow, mean: FaceMean): number {
  const { floored, xi } = scheme.variation;
  return floored === p ? dissipationOf(p, xi, grid, mean) : dissipation(p, discrete, mean);
}

/**
 * The explicit finite-volume scheme of Carrillo, Chertock and Huang: piecewise linear reconstruction, upwind fluxes with
 * the velocity −grad δE, SSP Runge–Kutta in time, step size found automatically.
 *
 * Second order in space; mass exact to rounding; p ≥ 0; E decreases at every sub-step: one that is beyond the bounds of
 * positivity and stability, or would raise E, is halved. Any energy that has a first variation; but where potentials
 * change by tens of p U″ from cell to cell beside vacuum, or U′ diverges there like a power (fast diffusion), stable
 * sub-steps are too short to be of use: the step ends as `failed`, and `implicit` is the method to take.
 *
 * @throws ArgumentError for a time step that is not a finite number > 0 or an order other than 1, 2, 3.
 * Source: Carrillo–Chertock–Huang 2015, A finite-volume method for nonlinear nonlocal equations with a gradient flow
 * structure; the paper's [16].
 */
export function explicit(options: ExplicitOptions): Solver<Energy, ExplicitState> {
  knownKeys('finiteVolume', options, ['method', 'timeStep', 'order', 'limiter']);
  const timeStep = options.timeStep === undefined ? null : positive('timeStep', options.timeStep);
  const order = options.order ?? 3;
  if (order !== 1 && order !== 2 && order !== 3) throw new ArgumentError('order', order, '1, 2 or 3');
  const limiter = oneOf<Limiter>('limiter', options.limiter ?? 'adaptive', ['adaptive', 'minmod']);
  const mean = faceMean('arithmetic');
  return Object.freeze<Solver<Energy, ExplicitState>>({
    name: 'finite-volume',
    method: 'explicit',
    settings: { timeStep, order, limiter },
    init(flow) {
      requireLinearMobility('finiteVolume({ method: "explicit" })', flow, 'drop `mobility` from the flow');
      requireNoObstacle('finiteVolume({ method: "explicit" })', flow);
      const scheme = semidiscrete(flow, limiter);
      requireFreeDomain(flow, scheme);
      const p = scheme.field();
      p.set(flow.initial.values);
      const stages = { p: scheme.field(), rate: scheme.field() };
      return { scheme, p, stages, stable: rate(stages.rate, p, scheme), time: 0, index: 0 };
    },
    step(state, flow, until) {
      const left = until - state.time;
      const length = timeStep === null ? left : nextStep(state.time, timeStep, until);
      const made = advance(state, flow.energy.capabilities.domain, length, order, timeStep === null);
      const whole = made.reached === length;
      const time = whole && length === left ? until : state.time + made.reached;
      const advanced = time - state.time;
      state.time = time;
      state.index += 1;
      return {
        index: state.index,
        time,
        timeStep: advanced,
        density: new Density(flow.grid, state.p.slice()),
        energy: made.energy,
        dissipation: dissipated(state, flow, mean),
        transport: null,
        certificate: null,
        iterations: made.substeps,
        status: made.failed ? 'failed' : 'converged',
        diagnostics: {
          substeps: made.substeps,
          rejected: made.rejected,
          smallestSubstep: made.smallest,
          largestSubstep: made.largest,
        },
      };
    },
  });
}
