import { Density } from '../../../src/density/density.ts';
import { isLocalEnergy } from '../../../src/energy/compose.ts';
import type { LocalEnergy } from '../../../src/energy/energy.ts';
import { requireNoObstacle } from '../../../src/energy/requireNoObstacle.ts';
import { CapabilityError } from '../../../src/errors/capabilityError.ts';
import { knownKeys, positive } from '../../../src/errors/check.ts';
import { dissipation, dissipationOf } from '../../../src/flow/dissipation.ts';
import { nextStep } from '../../../src/flow/march.ts';
import type { Solver } from '../../../src/flow/solver.ts';
import type { FaceMeanName } from '../../../src/mean/faceMean.ts';
import { faceMean } from '../../../src/mean/index.ts';
import { requireLinearMobility } from '../../../src/mobility/require.ts';
import { type Attempts, attemptsAt, backwardEuler } from './backwardEuler.ts';
import { type System, subgradient, system } from './system.ts';

/** What {@link implicit} takes. */
export interface ImplicitOptions {
  readonly method?: 'implicit';
  /** Δt > 0, any size; 1e-3 by default. */
  readonly timeStep?: number;
  /** Mean θ of the densities beside a face; arithmetic by default. */
  readonly faceMean?: FaceMeanName;
}

/** What the implicit solver carries from step to step. */
export interface ImplicitState {
  readonly attempts: Attempts;
  readonly p: Float64Array;
  time: number;
  index: number;
}

/** The system in which the last step was made. */
function made({ attempts }: ImplicitState): System {
  return attempts.all[attempts.last].system;
}

/**
 * Backward Euler for dp/dt = div(θ(p) grad ψ), ψ ∈ ∂E(p):
 *
 *     (p_i − p_i^old)/Δt = [θ_{i+½} (ψ_{i+1} − ψ_i) − θ_{i−½} (ψ_i − ψ_{i−1})]/h²
 *
 * Second order in space, first in time. For every Δt, p ≥ 0 (in the domain of E), mass is exact to rounding, and E
 * decreases: E is convex and ψ a subgradient at p, so
 *
 *     E(p) − E(p^old) ≤ ⟨ψ, p − p^old⟩ = Δt ⟨ψ, div(θ grad ψ)⟩ = −Δt ⟨θ grad ψ, grad ψ⟩ ≤ 0
 *
 * with θ ≥ 0. Where U′ is finite at an end of the domain (vacuum of a porous medium, p ≤ 1), ψ is multivalued there and
 * takes the value that keeps p inside: nothing else could, as θ of an empty cell and a full one is not zero.
 *
 * @throws ArgumentError for a time step that is not a finite number > 0; UnknownNameError for a face mean that there is not.
 * Source: Bailo–Carrillo–Hu 2020, Fully discrete positivity-preserving and energy-dissipating schemes for
 * aggregation–diffusion equations with a gradient-flow structure, here with a centred mean in place of upwinding.
 */
export function implicit(options: ImplicitOptions = {}): Solver<LocalEnergy, ImplicitState> {
  knownKeys('finiteVolume', options, ['method', 'timeStep', 'faceMean']);
  const timeStep = positive('timeStep', options.timeStep ?? 1e-3);
  const mean = faceMean(options.faceMean ?? 'arithmetic');
  return Object.freeze<Solver<LocalEnergy, ImplicitState>>({
    name: 'finite-volume',
    method: 'implicit',
    settings: { timeStep, faceMean: mean.name },
    init(flow) {
      requireLinearMobility('finiteVolume({ method: "implicit" })', flow, 'drop `mobility` from the flow');
      requireNoObstacle('finiteVolume({ method: "implicit" })', flow);
      if (!isLocalEnergy(flow.energy))
        throw new CapabilityError(
          'finiteVolume({ method: "implicit" })',
          'a local energy',
          'use method "explicit", which takes any first variation',
        );
      return { attempts: attemptsAt(system(flow, mean)), p: flow.initial.values.slice(), time: 0, index: 0 };
    },
    step(state, flow, until) {
      const length = nextStep(state.time, timeStep, until);
      const { reached, iterations, substeps, restarts } = backwardEuler(
        state.attempts,
        state.p,
        flow.initial.mass,
        length,
      );
      const whole = reached > length * (1 - 1e-9);
      const time = !whole
        ? state.time + reached
        : length === until - state.time
          ? until
          : state.time + length;
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
    },
  });
}
