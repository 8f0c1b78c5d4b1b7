import type { ParticleModel } from '../../src/particles/particleModel.ts';
import { rodSampler } from './rods/rodSampler.ts';
import type { ParticleSampler, SamplerOptions } from './sampler.ts';

/**
 * The sampler for a model: exact rods, the only one so far.
 *
 * @throws CapabilityError naming what of the model no sampler can treat.
 */
export function samplerFor(who: string, model: ParticleModel, options: SamplerOptions): ParticleSampler {
  return rodSampler(who, model, options);
}
