import { l1Distance } from '../../src/density/distance.ts';
import { marginal } from '../../src/density/marginal.ts';
import type { Energy } from '../../src/energy/energy.ts';
import { ArgumentError } from '../../src/errors/argumentError.ts';
import { integer, knownKeys, positive } from '../../src/errors/check.ts';
import type { GradientFlow } from '../../src/flow/gradientFlow.ts';
import { nextStep } from '../../src/flow/march.ts';
import type { Solver } from '../../src/flow/solver.ts';
import type { Step } from '../../src/flow/step.ts';
import { requireLinearMobility } from '../../src/mobility/require.ts';
import type { ParticleModel } from '../../src/particles/particleModel.ts';
import { densityOfFrame, meanEstimate } from './estimates.ts';
import { emptyFrame, Tally } from './frame.ts';
import { freeEnergyOfFrame } from './freeEnergy.ts';
import { checkOverBox } from './overBox.ts';
import { type SamplerOptions, samplerKeys } from './sampler.ts';
import { samplerFor } from './samplerFor.ts';

/** What {@link particles} may be told. */
export interface ParticleSettings extends SamplerOptions {
  /** Number of realisations; 100 unless given. */
  readonly realisations?: number;
  /** Longest time between two steps; none unless given: from stop to stop. Sub-steps are the sampler's affair. */
  readonly timeStep?: number;
}

/** Where all realisations stand. @see {@link particles} */
export interface ParticleState {
  index: number;
  time: number;
  /** The states of all realisations, one after the other. */
  readonly states: Float64Array;
}

function checkFlow(flow: GradientFlow, model: ParticleModel): void {
  const { grid, initial } = flow;
  requireLinearMobility('particles', flow, 'Brownian particles know no other');
  checkOverBox('flow.grid', grid, model);
  if (Math.abs(initial.mass - 1) > 1e-9)
    throw new ArgumentError('flow.initial.mass', initial.mass, '1, the mass of a particle model');
  const start = marginal(model.initial, grid.dimension);
  if (grid.equals(start.grid) && l1Distance(initial, start) > 1e-9)
    throw new ArgumentError(
      'flow.initial',
      initial,
      start === model.initial
        ? 'the initial density of the particle model'
        : `the marginal of the particle model's initial density along ${grid.dimension} of ${model.box.length} axes`,
    );
}

/**
 * The Brownian particles behind a free energy, as a solver: it follows the model, whatever the energy of the flow, and
 * gives the histogram of all realisations as the density, and the flow's energy of it, corrected for bias.
 *
 * Hard rods between walls are sampled by `rods`, exactly where V = 0; other hard particles by the collisions of `events`, soft ones
 * by the sub-steps of `soft`, in one to three dimensions; `points` leave out their interaction.
 *
 * @param model - the particles; a flow to be solved must be over the model's box or, of their marginal, over its first axes.
 * @returns a solver whose steps have no dissipation, transport or certificate, but standard errors; their diagnostics are `energyError`,
 * `energyPlugIn`, `energyIndependent` (see {@link FreeEnergyEstimate}), `densityError` (L¹ norm of the standard errors),
 * per axis `mean0`, `mean0Error`, `meanSquare0`, `meanSquare0Error`, …,
 * `overlaps`, for which all but `mirror` are `failed` unless it is 0, and what the sampler counts: `capped`, the number of displacements by pair
 * forces that had to be shortened, or `collisions`.
 * @throws CapabilityError naming what of the model no sampler can treat; ArgumentError.
 * @see [From particles to an energy, and back](/guide/particles)
 */
export function particles(
  model: ParticleModel,
  settings: ParticleSettings = {},
): Solver<Energy, ParticleState> {
  knownKeys('particles', settings, ['realisations', 'timeStep', ...samplerKeys]);
  const total = integer('realisations', settings.realisations ?? 100, 1, 2 ** 24);
  const timeStep = settings.timeStep === undefined ? null : positive('timeStep', settings.timeStep);
  const sampler = samplerFor('particles', model, settings);
  const realisations = Array.from({ length: total }, (_, r) => r);
  const { size } = sampler;

  function init(flow: GradientFlow): ParticleState {
    checkFlow(flow, model);
    const states = new Float64Array(total * size);
    for (let r = 0; r < total; r++) sampler.start(states.subarray(r * size, (r + 1) * size), r);
    return { index: 0, time: 0, states };
  }

  function step(state: ParticleState, flow: GradientFlow, until: number): Step {
    const { grid } = flow;
    const length = timeStep === null ? until - state.time : nextStep(state.time, timeStep, until);
    const arrives = state.time + length >= until || length === until - state.time;
    state.index++;
    state.time = arrives ? until : state.time + length;
    const tally = new Tally(grid, model.particles, model.box.length);
    const positions = new Float64Array(size);
    let frame = emptyFrame(state.time, grid, total);
    for (let r = 0; r < total; r++) {
      const own = state.states.subarray(r * size, (r + 1) * size);
      const counted = sampler.advance(own, r, state.index, length);
      frame = tally.add(frame, r, r, positions, sampler.positions(positions, own), counted);
    }
    const origin = { grid, particles: model.particles, realisations };
    const { density, standardError } = densityOfFrame(frame, origin);
    const energy = freeEnergyOfFrame(flow.discrete, frame, origin);
    const diagnostics: Record<string, number> = {
      energyError: energy.standardError,
      energyPlugIn: energy.plugIn,
      overlaps: frame.overlaps,
      densityError: grid.cellVolume * standardError.reduce((a, b) => a + b, 0),
    };
    if (sampler.counts !== null) diagnostics[sampler.counts] = frame.counted;
    if (energy.independent !== null) diagnostics.energyIndependent = energy.independent;
    for (let k = 0; k < grid.dimension; k++) {
      const [mean, meanSquare] = [meanEstimate(frame.means[k]), meanEstimate(frame.meanSquares[k])];
      diagnostics[`mean${k}`] = mean.value;
      diagnostics[`mean${k}Error`] = mean.standardError;
      diagnostics[`meanSquare${k}`] = meanSquare.value;
      diagnostics[`meanSquare${k}Error`] = meanSquare.standardError;
    }
    return {
      index: state.index,
      time: state.time,
      timeStep: length,
      density,
      energy: energy.value,
      dissipation: null,
      transport: null,
      certificate: null,
      iterations: 0,
      status: frame.overlaps === 0 || !sampler.keepsApart ? 'converged' : 'failed',
      standardErrors: { density: diagnostics.densityError, energy: diagnostics.energyError },
      diagnostics,
    };
  }

  return Object.freeze({
    name: 'particles',
    method: sampler.method,
    settings: Object.freeze({ realisations: total, timeStep, ...sampler.settings }),
    init,
    step,
  });
}
