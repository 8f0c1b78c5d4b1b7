import {
  grid,
  hardSphere,
  type PairPotential,
  type ParticleModel,
  particleModel,
  powerLaw,
  uniform,
  yukawa,
} from 'ottoflow';
import type { SamplerOptions } from 'ottoflow/solvers';
import type { ParticleSampler } from '../../solvers/particles/sampler.ts';
import { samplerFor } from '../../solvers/particles/samplerFor.ts';
import { softScheme } from '../../solvers/particles/soft/softScheme.ts';
import { steppingSampler } from '../../solvers/particles/stepping/steppingSampler.ts';
import type { Benchmark } from './support/benchmark.ts';

const PARTICLES = 1000;
const EPSILON = 0.01;

/** The samplers' own sub-steps: the source's for disks, a quarter of it for Yukawa particles. */
const HARD_STEP = 6.25e-6;
const SOFT_STEP = 5.625e-7;

/** Sub-steps of a repetition, and those before it, in which what is measured is compiled. */
const SUBSTEPS = 5000;
const WARM_UP = 500;
/** The fewest sub-steps, with a million particles. */
const LEAST = 20;

/** The box, N and ε of Examples 4.2 to 4.4, at the density of the uniform state; N ε² is kept for other N. */
function model(pair: PairPotential, particles: number): ParticleModel {
  const square = grid(
    [
      [-0.5, 0.5],
      [-0.5, 0.5],
    ],
    [20, 20],
  );
  const epsilon = EPSILON * Math.sqrt(PARTICLES / particles);
  return particleModel({ particles, epsilon, pair, initial: uniform(square) });
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
  particles = PARTICLES,
  samplerOf = (of: ParticleModel) => samplerFor('bench', of, options),
): Benchmark {
  let sampler: ParticleSampler | null = null;
  const state = new Float64Array(2 * particles);
  const own = Math.max(LEAST, Math.ceil((SUBSTEPS * PARTICLES) / particles));
  const before = Math.max(LEAST, Math.ceil((WARM_UP * PARTICLES) / particles));
  let step = 1;
  return {
    name: `particles/${name}/${particles}`,
    warmUp: false,
    run() {
      if (sampler === null) {
        sampler = samplerOf(model(pair, particles));
        sampler.start(state, 0);
        advance(sampler, state, step, before);
        step += before;
      }
      const started = process.cpuUsage();
      advance(sampler, state, step, own);
      const { user, system } = process.cpuUsage(started);
      step += own;
      const particleStepsPerSecond = (own * particles) / ((user + system) / 1e6);
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

/** Cut off at 5 ε, as others cut it; by default it is 6.6 ε. */
const YUKAWA: SamplerOptions = { scheme: 'soft', substep: SOFT_STEP, cutoff: 5, sweeps: 3 };

/** At fixed density from a thousand particles to a million, in fewer sub-steps. */
const growth = [10_000, 100_000, 1_000_000].flatMap((particles) => {
  const share = PARTICLES / particles;
  const few = (name: string, pair: PairPotential, options: SamplerOptions, substep: number): Benchmark =>
    substeps(
      name,
      pair,
      { ...options, substep: substep * share, sweeps: 0 },
      inOne(substep * share),
      particles,
    );
  return [
    few('yukawa', yukawa(), { scheme: 'soft', cutoff: 5 }, SOFT_STEP),
    few('disks-mirror', hardSphere(), { scheme: 'mirror' }, HARD_STEP),
    few('disks-event', hardSphere(), { scheme: 'events' }, HARD_STEP),
  ];
});

export const benchmarks: readonly Benchmark[] = [
  substeps('points', hardSphere(), { scheme: 'points' }, oneByOne),
  substeps('yukawa', yukawa(), YUKAWA, inOne(SOFT_STEP)),
  // The same without WebAssembly.
  substeps('yukawa-typescript', yukawa(), YUKAWA, inOne(SOFT_STEP), PARTICLES, (of) =>
    steppingSampler(of, YUKAWA, softScheme('bench', of, YUKAWA, false)),
  ),
  substeps(
    'disks-mirror',
    hardSphere(),
    { scheme: 'mirror', substep: HARD_STEP, sweeps: 3 },
    inOne(HARD_STEP),
  ),
  substeps(
    'disks-event',
    hardSphere(),
    { scheme: 'events', substep: HARD_STEP, sweeps: 3 },
    inOne(HARD_STEP),
  ),
  substeps(
    'power',
    powerLaw(4),
    { scheme: 'soft', substep: SOFT_STEP, cutoff: 5, sweeps: 3 },
    inOne(SOFT_STEP),
  ),
  ...growth,
];
