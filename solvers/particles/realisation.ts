import { integer, knownKeys } from '../../src/errors/check.ts';
import type { ParticleModel } from '../../src/particles/particleModel.ts';
import { type SamplerOptions, samplerKeys } from './sampler.ts';
import { samplerFor } from './samplerFor.ts';
import { alongTimes, checkTimes } from './times.ts';

/** What {@link realisation} takes. */
export interface RealisationOptions extends SamplerOptions {
  /** Which realisation of the ensemble, an integer in [0, 2³²). */
  readonly index: number;
  /** Ascending times ≥ 0. */
  readonly times: readonly number[];
}

/**
 * The positions of all particles in one realisation, at each of the times.
 *
 * It is a function of model, seed, index and times alone: the same numbers, to the bit, as inside any ensemble. The list
 * of times is part of the input: particles make their steps from each to the next, and another list gives another path, with the same law
 * but for the lengths of sub-steps.
 *
 * @returns per time the N d coordinates, particle by particle; of `rods` ascending.
 * @throws CapabilityError for models that no sampler can treat; ArgumentError.
 * @see [Particles](/theory/particles)
 */
export function realisation(model: ParticleModel, options: RealisationOptions): Float64Array[] {
  knownKeys('realisation', options, ['index', 'times', ...samplerKeys]);
  const index = integer('index', options.index, 0, 2 ** 32 - 1);
  const times = checkTimes(options.times);
  const sampler = samplerFor('realisation', model, options);
  const state = new Float64Array(sampler.size);
  const out = times.map(() => new Float64Array(sampler.size));
  alongTimes(sampler, state, index, times, (k) => sampler.positions(out[k], state));
  return out;
}
