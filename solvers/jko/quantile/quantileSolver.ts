import {
  Density,
  dissipation,
  faceMean,
  type LocalEnergy,
  nextStep,
  type Solver,
} from '../../../src/index.ts';
import { jkoAdvice } from '../advice.ts';
import { requireLocalLine } from '../requirements.ts';
import { type JkoSettings, quantileSettings } from '../settings.ts';
import { cellAverages } from './cellAverages.ts';
import { emptyIterate, type Iterate } from './iterate.ts';
import { type EnergeticParcels, lagrangianEnergy } from './lagrangianEnergy.ts';
import type { ParcelEnergy } from './parcelEnergy.ts';
import { parcelsOf } from './parcels.ts';
import { modulusOf } from './quantileProblem.ts';
import { type Solved, solveQuantile } from './solve.ts';
import { internalOf, potentialOf } from './terms.ts';

/**
 * What `quantile` carries from step to step: the masses Δs_k of the parcels, the same for ever, their widths, and the knots
 * between them, X(s_k), from wall to wall.
 */
export interface QuantileState extends EnergeticParcels {
  time: number;
  index: number;
  readonly viscous: (viscosity: number) => ParcelEnergy;
  readonly iterate: Iterate;
}

const WHO = 'jko (quantile)';

/** The knots between parcels of these widths, the last one exactly at the wall. */
function writeKnots(knots: Float64Array, width: Float64Array, lower: number, upper: number): void {
  knots[0] = lower;
  for (let k = 0; k < width.length; k++) knots[k + 1] = Math.min(upper, knots[k] + width[k]);
  knots[width.length] = upper;
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
 * discretisation is that density is constant on each parcel, of second order in their number. `transport` is exact; `energy`
 * is that of the cell averages, to compare with other solvers. The energy that steps decrease, with
 * E + W²/(2τ) ≤ E_previous, is `diagnostics.lagrangianEnergy`.
 *
 * In one dimension convexity of U is all that displacement convexity takes; λ, the least V″, is found from V itself, on the
 * box, whatever the potential was declared to be. Where 1/τ + λ ≤ 0 a step may have several minima: it ends at one of them
 * that is lower than where it began, and has no certificate. V is integrated along the line, not taken at cell centres; its
 * corners are rounded off over a cell.
 *
 * Source: Kinderlehrer–Walkington 1999, Approximation of parabolic equations using the Wasserstein metric.
 */
export function quantileSolver(given: JkoSettings): Solver<LocalEnergy, QuantileState> {
  const settings = quantileSettings(given);
  const { tolerance, maxIterations } = settings;
  return Object.freeze({
    name: 'jko',
    method: 'quantile',
    advice: jkoAdvice('quantile'),
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
