import type { Energy } from '../../../src/energy/energy.ts';
import { requireNoObstacle } from '../../../src/energy/requireNoObstacle.ts';
import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { CapabilityError } from '../../../src/errors/capabilityError.ts';
import { knownKeys, oneOf, positive } from '../../../src/errors/check.ts';
import type { GradientFlow } from '../../../src/flow/gradientFlow.ts';
import type { Setting, Solver } from '../../../src/flow/solver.ts';
import type { FaceMeanName } from '../../../src/mean/faceMean.ts';
import { faceMean } from '../../../src/mean/index.ts';
import { requireLinearMobility } from '../../../src/mobility/require.ts';
import {
  type AdaptiveSettings,
  type Composition,
  composition,
  recordedComposition,
} from '../../stepping/adaptation.ts';
import { type ComposedState, composedStep, initComposed } from '../../stepping/composedStep.ts';
import type { FirstOrder } from '../../stepping/firstOrder.ts';
import { count } from '../../stepping/trial.ts';
import { type FaceFluxName, type FluxChoice, faceFluxNames } from '../flux/index.ts';
import {
  dissipationAt,
  type ImplicitState,
  implicitStep,
  implicitStepFrom,
  initImplicit,
} from './implicitStep.ts';

/** What {@link finiteVolume} takes with `method: 'implicit'`. */
export interface ImplicitOptions {
  readonly method?: 'implicit';
  /** Δt > 0, any size; 1e-3 by default. Where the step is adaptive, that of the first. */
  readonly timeStep?: number;
  /** The numerical flux: a mean θ of densities, which is the default, or one that looks at the drift as well. */
  readonly flux?: FaceFluxName;
  /** Mean θ of the densities beside a face, for central fluxes; arithmetic by default. */
  readonly faceMean?: FaceMeanName;
  /** Order in Δt: 1 for backward Euler, which is the default, or 2 for backward Euler extrapolated to Δt → 0. */
  readonly order?: 1 | 2;
  /** Whether and how the time step adapts to an estimate of the error that a step makes. */
  readonly adaptive?: AdaptiveSettings;
}

const WHO = 'finiteVolume({ method: "implicit" })';

function requireTreatable(flow: GradientFlow, { name }: FluxChoice): void {
  if (name !== 'central')
    requireLinearMobility(
      `${WHO} with flux "${name}"`,
      flow,
      'use flux "central", or drop `mobility` from the flow',
    );
  requireNoObstacle(WHO, flow);
  for (const term of flow.energy.terms)
    if (term.kind === 'functional')
      throw new CapabilityError(
        WHO,
        `interactions for nonlocal parts, but "${term.name}" is a black box`,
        'write it as interaction(W), or use method "explicit", which takes any first variation',
      );
}

/** The flux that the options ask for. @throws ArgumentError for a face mean beside a flux that has none. */
function fluxChoice({ flux, faceMean: mean }: ImplicitOptions): FluxChoice {
  const name = oneOf('flux', flux ?? 'central', faceFluxNames);
  if (name === 'central') return { name, mean: faceMean(mean ?? 'arithmetic') };
  if (mean !== undefined)
    throw new ArgumentError('faceMean', mean, `no face mean beside flux "${name}": only "central" takes one`);
  return { name };
}

function recordedFlux(flux: FluxChoice): Readonly<Record<string, Setting>> {
  return flux.name === 'central' ? { flux: flux.name, faceMean: flux.mean.name } : { flux: flux.name };
}

function plain(timeStep: number, flux: FluxChoice, how: Composition): Solver<Energy, ImplicitState> {
  return Object.freeze({
    name: 'finite-volume',
    method: 'implicit',
    settings: { timeStep, ...recordedFlux(flux), ...recordedComposition(how) },
    init(flow) {
      requireTreatable(flow, flux);
      return initImplicit(flow, flux);
    },
    step: (state, flow, until) => implicitStep(state, flow, until, timeStep),
  } satisfies Solver<Energy, ImplicitState>);
}

function firstOrder(flow: GradientFlow, flux: FluxChoice): FirstOrder {
  const whole = initImplicit(flow, flux);
  const halves = initImplicit(flow, flux);
  return {
    whole(from, timeStep, spent) {
      const step = implicitStepFrom(whole, flow, from, timeStep);
      count(spent, step);
      return { step, figures: {} };
    },
    half: (from, timeStep) => implicitStepFrom(halves, flow, from, timeStep),
    dissipation: (p) => dissipationAt(halves, flow, p),
  };
}

function composed(timeStep: number, flux: FluxChoice, how: Composition): Solver<Energy, ComposedState> {
  return Object.freeze({
    name: 'finite-volume',
    method: 'implicit',
    settings: { timeStep, ...recordedFlux(flux), ...recordedComposition(how) },
    init(flow) {
      requireTreatable(flow, flux);
      return initComposed(flow, firstOrder(flow, flux), timeStep, how);
    },
    step: (state, flow, until) => composedStep(state, flow, until, timeStep, how),
  } satisfies Solver<Energy, ComposedState>);
}

/**
 * Backward Euler for dp/dt = div(θ grad ψ), ψ ∈ ∂E(p), with the θ of a face mean or of another flux:
 *
 *     (p_i − p_i^old)/Δt = [θ_{i+½} (ψ_{i+1} − ψ_i) − θ_{i−½} (ψ_i − ψ_{i−1})]/h²
 *
 * Second order in space but for `flux: 'upwind'`, first in time unless `order` says 2. For every Δt, p ≥ 0 (in the domain of E), mass is exact to rounding, and E
 * decreases: E is convex and ψ a subgradient at p, so
 *
 *     E(p) − E(p^old) ≤ ⟨ψ, p − p^old⟩ = Δt ⟨ψ, div(θ grad ψ)⟩ = −Δt ⟨θ grad ψ, grad ψ⟩ ≤ 0
 *
 * with θ ≥ 0. Of interactions ½⟨p, W∗p⟩ ψ has W∗p̄, with p̄ = p where they are convex and (p + p^old)/2 where they are not, which keeps the law.
 * Where U′ is finite at an end of the domain (vacuum of a porous medium, p ≤ 1), ψ is multivalued there and
 * takes the value that keeps p inside: nothing else could, as θ of an empty cell and a full one is not zero.
 *
 * `order: 2` solves every step in one, q(Δt), and in two halves, and ends at 2 q(Δt/2)∘q(Δt/2) − q(Δt), cut where that would leave the
 * domain of E, mass kept: of second order in Δt, damping what Δt does not resolve. It keeps the law E(p) ≤ E(p^old), as it ends at the
 * halves where the extrapolated end would break it. `adaptive` takes steps whose error, estimated by the difference of the two, stays below a
 * tolerance; it ends at the halves if the order is 1.
 *
 * @throws ArgumentError for a time step that is not a finite number > 0; UnknownNameError for a flux or a face mean that there is not.
 * Source: Bailo–Carrillo–Hu 2020, Fully discrete positivity-preserving and energy-dissipating schemes for
 * aggregation–diffusion equations with a gradient-flow structure, here with a centred mean in place of upwinding. Order 2: Hairer–Wanner 1996,
 * IV.9, on extrapolated implicit Euler steps. Other fluxes: see `flux/`.
 */
export function implicit(options: ImplicitOptions = {}): Solver<Energy> {
  knownKeys('finiteVolume', options, ['method', 'timeStep', 'flux', 'faceMean', 'order', 'adaptive']);
  const timeStep = positive('timeStep', options.timeStep ?? 1e-3);
  const flux = fluxChoice(options);
  const how = composition(options, timeStep);
  return how.order === 1 && how.adaptive === null
    ? plain(timeStep, flux, how)
    : composed(timeStep, flux, how);
}
