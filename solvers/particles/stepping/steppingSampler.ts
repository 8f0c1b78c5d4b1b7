import { integer, within } from '../../../src/errors/check.ts';
import type { Setting } from '../../../src/flow/solver.ts';
import { type KernelRoom, makersOf } from '../../../src/numerics/wasm/kernelRoom.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { digest } from '../digest.ts';
import { particleRoom } from '../particleRoom.ts';
import { fillNormalPairs } from '../random/normalPairs.ts';
import { streamOfStep } from '../random/streams.ts';
import type { Counted, ParticleSampler, SamplerOptions } from '../sampler.ts';
import { checkPositions, startFrom } from '../start/givenPositions.ts';
import type { Start } from '../start/start.ts';
import { arenaOf } from './arena.ts';
import { confine } from './confine.ts';
import { slopeOf } from './slope.ts';
import { spatialOrder } from './spatialOrder.ts';

/** What a sampler that steps has of its own. */
export interface Scheme {
  readonly method: string;
  readonly settings: Readonly<Record<string, Setting>>;
  /** Longest sub-step; Infinity where one of any length is exact. */
  readonly substep: number;
  /** Whether pairs that overlap mean that something went wrong. */
  readonly keepsApart: boolean;
  readonly counts: Counted;
  readonly start: Start;
  /**
   * Moves the particles in one sub-step of length `timeStep`, out of the box if need be: on entry `displacement` holds the
   * Gaussian displacement and that by the external potential, and may be overwritten. Returns what the scheme counts.
   */
  move(positions: Float64Array, displacement: Float64Array, timeStep: number): number;
  /** What positions and displacements are to be made in; one of their own unless given, if there are kernels and not null. */
  readonly room?: KernelRoom | null;
  /** The number of pairs that overlap. */
  overlaps(positions: Float64Array): number;
}

/** So many particles are more than fit into a fast part of memory. */
const MANY = 8192;
/** Fewer sub-steps than this are not worth an order of particles; it lasts for so many. */
const FEW = 8;
const OFTEN = 256;

/** How many equal sub-steps of at most `substep` make up `duration`: rounding does not add one. */
export function substepsIn(duration: number, substep: number): number {
  return Math.max(1, Math.ceil((duration / substep) * (1 - 1e-12)));
}

/**
 * Samplers that move N particles in sub-steps of equal length: −∇V Δt and √(2Δt) times Gaussian numbers, what the scheme makes
 * of them, and walls that fold as often as need be.
 *
 * The state is the N d coordinates. A step has a stream of random numbers of its own, in which (sub-step, coordinate) is the counter, so that
 * the order of realisations does not change a bit. Many particles are put in the order of their places now and then, as memory is slow:
 * it is then their place in that order which has the numbers.
 */
export function steppingSampler(
  model: ParticleModel,
  options: SamplerOptions,
  scheme: Scheme,
): ParticleSampler {
  const seed = integer('seed', options.seed ?? 1, 0, 2 ** 32 - 1);
  const arena = arenaOf(model);
  const slope = slopeOf(model, arena);
  const size = model.particles * arena.dimension;
  const room = scheme.room === undefined ? particleRoom([size, size]) : scheme.room;
  const { field } = makersOf(room);
  const positions = field(size);
  const displacement = field(size);
  const diameter = model.pair.hardCore * model.epsilon;
  const start =
    options.positions === undefined
      ? scheme.start
      : startFrom(checkPositions(options.positions, model.particles, arena, diameter, scheme.overlaps));
  const slopes = new Float64Array(slope === null ? 0 : size);
  const order = model.particles >= MANY ? spatialOrder(arena, model.particles) : null;

  return {
    method: scheme.method,
    settings: {
      seed,
      ...scheme.settings,
      ...(options.positions === undefined ? {} : { start: `positions ${digest(options.positions)}` }),
    },
    size,
    keepsApart: scheme.keepsApart,
    counts: scheme.counts,
    start: (state, realisation) => start(state, { seed, realisation }),
    advance: (state, realisation, step, duration) => {
      const number = substepsIn(within('duration', duration, 0, Number.MAX_VALUE), scheme.substep);
      const timeStep = duration / number;
      const deviation = Math.sqrt(2 * timeStep);
      const stream = streamOfStep({ seed, realisation }, step);
      let counted = 0;
      positions.set(state);
      order?.begin();
      for (let k = 0; k < number; k++) {
        if (number >= FEW && k % OFTEN === 0) order?.sort(positions);
        fillNormalPairs(displacement, stream, k, deviation);
        if (slope !== null) {
          slope(slopes, positions);
          for (let i = 0; i < size; i++) displacement[i] -= timeStep * slopes[i];
        }
        counted += scheme.move(positions, displacement, timeStep);
        confine(positions, arena);
      }
      if (order === null) state.set(positions);
      else order.restore(state, positions);
      return counted;
    },
    positions: (out, state) => {
      out.set(state);
      positions.set(state);
      return scheme.overlaps(positions);
    },
  };
}
