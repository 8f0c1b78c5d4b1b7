import { pointwise } from '../../../src/energy/pointwise.ts';
import {
  CapabilityError,
  Density,
  dissipation,
  entropy,
  faceMean,
  type GradientFlow,
  type LocalEnergy,
  nextStep,
  type Solver,
} from '../../../src/index.ts';
import { requireLocalLine } from '../requirements.ts';
import { type JkoSettings, quantileSettings } from '../settings.ts';
import { cellAverages } from './cellAverages.ts';
import { evaluateGauss, gaussValues } from './gaussPoints.ts';
import { emptyIterate, type Iterate } from './iterate.ts';
import { type Panels, panels } from './panels.ts';
import { type ParcelEnergy, parcelEnergy } from './parcelEnergy.ts';
import { parcelsOf } from './parcels.ts';
import { modulusOf } from './quantileProblem.ts';
import { type Solved, solveQuantile } from './solve.ts';

/** What `quantile` carries from step to step. */
export interface QuantileState {
  time: number;
  index: number;
  /** Masses Δs_k of the parcels, the same for ever. */
  readonly mass: Float64Array;
  /** Their widths, and the knots between them: X(s_k), from wall to wall. */
  readonly width: Float64Array;
  readonly knots: Float64Array;
  readonly energy: ParcelEnergy;
  readonly viscous: (viscosity: number) => ParcelEnergy;
  readonly potential: Panels | null;
  readonly iterate: Iterate;
}

const WHO = 'jko (quantile)';

/** The internal energy of parcels with ε ∫ p log p dx added; refused where nothing keeps densities off the ends of the domain. */
function internalOf({ energy, initial }: GradientFlow<LocalEnergy>): (viscosity: number) => ParcelEnergy {
  const { domain } = energy.capabilities;
  const terms = energy.terms.filter((t) => t.kind === 'internal');
  const f = pointwise(terms, domain);
  const [lower, upper] = domain;
  if (lower > 0 || (upper < Infinity && f.dU(upper) < Infinity))
    throw new CapabilityError(
      WHO,
      'densities free in [0, ∞) or an energy infinite at the bound',
      'use method: "primalDual" for box constraints',
    );
  if (initial.values.some((p) => p >= upper))
    throw new CapabilityError(
      WHO,
      'an initial density of finite energy',
      `this one reaches the bound ${upper} of ${energy.name}`,
    );
  const added = entropy().terms.filter((t) => t.kind === 'internal');
  return (viscosity) =>
    parcelEnergy(
      viscosity > 0
        ? pointwise([...terms, ...added.map((t) => ({ ...t, coefficient: viscosity }))], domain)
        : f,
    );
}

/** The sum of all potentials on the line; null if there is none. */
function potentialOf({ energy, grid }: GradientFlow<LocalEnergy>): Panels | null {
  const terms = energy.terms.filter((t) => t.kind === 'potential');
  if (terms.length === 0) return null;
  const { lower, upper, spacing } = grid.axes[0];
  return panels((x) => terms.reduce((s, t) => s + t.coefficient * t.V(x), 0), lower, upper, spacing);
}

/** The knots between parcels of these widths, the last one exactly at the wall. */
function writeKnots(knots: Float64Array, width: Float64Array, lower: number, upper: number): void {
  knots[0] = lower;
  for (let k = 0; k < width.length; k++) knots[k + 1] = Math.min(upper, knots[k] + width[k]);
  knots[width.length] = upper;
}

/** ∫ U(p) dx + ∫ V p dx of the density that is constant on each parcel. */
function lagrangianEnergy({ mass, width, knots, energy, potential }: QuantileState): number {
  let s = 0;
  for (let k = 0; k < mass.length; k++) s += width[k] * energy.U(mass[k] / width[k]);
  if (potential === null) return s;
  const at = gaussValues(mass.length);
  evaluateGauss(at, knots, potential);
  for (let k = 0; k < mass.length; k++) s += 0.5 * mass[k] * (at.value[2 * k] + at.value[2 * k + 1]);
  return s;
}

/** One step of length τ from the state, which it overwrites unless it fails. */
function solveStep(state: QuantileState, timeStep: number, tolerance: number, maxIterations: number): Solved {
  const { mass, energy, viscous, potential, width, knots, iterate } = state;
  const problem = { energy, viscous, potential, mass, previous: width, previousKnots: knots, timeStep };
  const solved = solveQuantile(iterate, problem, tolerance, maxIterations);
  if (solved.status !== 'failed') {
    width.set(iterate.width);
    writeKnots(knots, width, knots[0], knots[mass.length]);
  }
  return solved;
}

/**
 * JKO steps in one dimension with the exact W₂, on quantile functions; see {@link jko}.
 *
 * The density is carried by parcels of mass that never mix: nothing is remapped from step to step, and what remains of
 * discretisation is that density is constant on each parcel, of second order in their number. E in the step is that of the
 * density on the grid, to compare with other solvers; the energy that the steps decrease is `diagnostics.lagrangianEnergy`.
 *
 * Where V is λ-convex with 1/τ + λ ≤ 0 a step may have several minima: it goes to one that descends from the previous
 * density, and has no certificate.
 */
export function quantileSolver(given: JkoSettings): Solver<LocalEnergy, QuantileState> {
  const settings = quantileSettings(given);
  const { tolerance, maxIterations } = settings;
  return Object.freeze({
    name: 'jko',
    method: 'quantile',
    settings: { ...settings },
    init(flow) {
      requireLocalLine(WHO, flow);
      const { lower, upper } = flow.grid.axes[0];
      const viscous = internalOf(flow);
      const potential = potentialOf(flow);
      const { mass, width } = parcelsOf(flow.initial, settings.parcels ?? 4 * flow.grid.size);
      const knots = new Float64Array(mass.length + 1);
      writeKnots(knots, width, lower, upper);
      return {
        time: 0,
        index: 0,
        mass,
        width,
        knots,
        energy: viscous(0),
        viscous,
        potential,
        iterate: emptyIterate(mass.length),
      };
    },
    step(state, flow, until) {
      const timeStep = nextStep(state.time, settings.timeStep, until);
      const { evaluation, iterations, status } = solveStep(state, timeStep, tolerance, maxIterations);
      state.time = timeStep === until - state.time ? until : state.time + timeStep;
      state.index++;
      const values = new Float64Array(flow.grid.size);
      cellAverages(values, state.mass, state.width, state.knots, flow.grid);
      const lagrangian = lagrangianEnergy(state);
      const { gap, decrease, squaredTransport, rounding } = evaluation;
      const primal = squaredTransport / (2 * timeStep) + lagrangian;
      const certified = modulusOf({ timeStep, potential: state.potential }) > 0;
      return {
        index: state.index,
        time: state.time,
        timeStep,
        density: new Density(flow.grid, values),
        energy: flow.discrete.value(values),
        dissipation: dissipation(values, flow.discrete, faceMean('arithmetic')),
        transport: Math.sqrt(squaredTransport),
        certificate: certified
          ? {
              primal,
              dual: primal - gap,
              gap,
              relativeGap: gap / Math.max(decrease, rounding),
              continuity: 0,
            }
          : null,
        iterations,
        status,
        diagnostics: { decrease, lagrangianEnergy: lagrangian, parcels: state.mass.length },
      };
    },
  } satisfies Solver<LocalEnergy, QuantileState>);
}
