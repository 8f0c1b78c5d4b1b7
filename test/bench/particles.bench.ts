import {
  grid,
  hardSphere,
  type PairPotential,
  type ParticleModel,
  particleModel,
  uniform,
  yukawa,
} from 'ottoflow';
import type { SamplerOptions } from 'ottoflow/solvers';
import type { ParticleSampler } from '../../solvers/particles/sampler.ts';
import { samplerFor } from '../../solvers/particles/samplerFor.ts';
import type { Benchmark } from './support/benchmark.ts';

const PARTICLES = 1000;
const EPSILON = 0.01;

/** The samplers' own sub-steps: the source's for disks, a quarter of it for Yukawa particles. */
const HARD_STEP = 6.25e-6;
const SOFT_STEP = 5.625e-7;

/** Sub-steps of a repetition, and those before it, in which what is measured is compiled. */
const SUBSTEPS = 5000;
const WARM_UP = 500;

/** The box, N and ε of Examples 4.2 to 4.4, at the density of the uniform state. */
function model(pair: PairPotential): ParticleModel {
  const square = grid(
    [
      [-0.5, 0.5],
      [-0.5, 0.5],
    ],
    [20, 20],
  );
  return particleModel({ particles: PARTICLES, epsilon: EPSILON, pair, initial: uniform(square) });
}

/**
 * How many particles are taken through one sub-step in a second of the processor, which a busy machine does not lengthen. The start is
 * not counted; a few sweeps are enough for a state of the right density.
 */
function substeps(
  name: string,
  pair: PairPotential,
  options: SamplerOptions,
  advance: (sampler: ParticleSampler, state: Float64Array, first: number, number: number) => void,
): Benchmark {
  let sampler: ParticleSampler | null = null;
  const state = new Float64Array(2 * PARTICLES);
  let step = 1;
  return {
    name: `particles/${name}/${PARTICLES}`,
    warmUp: false,
    run() {
      if (sampler === null) {
        sampler = samplerFor('bench', model(pair), options);
        sampler.start(state, 0);
        advance(sampler, state, step, WARM_UP);
        step += WARM_UP;
      }
      const started = process.cpuUsage();
      advance(sampler, state, step, SUBSTEPS);
      const { user, system } = process.cpuUsage(started);
      step += SUBSTEPS;
      const particleStepsPerSecond = (SUBSTEPS * PARTICLES) / ((user + system) / 1e6);
      return { particleStepsPerSecond, nanosecondsPerStep: 1e9 / particleStepsPerSecond };
    },
  };
}

/** One step of so many sub-steps. */
function inOne(
  substep: number,
): (sampler: ParticleSampler, state: Float64Array, first: number, number: number) => void {
  return (sampler, state, first, number) => sampler.advance(state, 0, first, number * substep);
}

/** So many steps, as points without potential have no sub-steps. */
function oneByOne(sampler: ParticleSampler, state: Float64Array, first: number, number: number): void {
  for (let k = 0; k < number; k++) sampler.advance(state, 0, first + k, HARD_STEP);
}

export const benchmarks: readonly Benchmark[] = [
  substeps('points', hardSphere(), { scheme: 'points' }, oneByOne),
  // Cut off at 5 ε, as others cut it; by default it is 6.6 ε.
  substeps(
    'yukawa-typescript',
    yukawa(),
    { scheme: 'soft', substep: SOFT_STEP, cutoff: 5, sweeps: 3 },
    inOne(SOFT_STEP),
  ),
  substeps(
    'disks-mirror',
    hardSphere(),
    { scheme: 'mirror', substep: HARD_STEP, sweeps: 3 },
    inOne(HARD_STEP),
  ),
];
