import { ArgumentError } from '../../src/errors/argumentError.ts';
import { CapabilityError } from '../../src/errors/capabilityError.ts';
import { oneOf } from '../../src/errors/check.ts';
import type { ParticleModel } from '../../src/particles/particleModel.ts';
import { isHardSphere } from '../../src/potentials/pairPotential.ts';
import { mirrorSampler } from './hard/mirrorSampler.ts';
import { rodSampler } from './rods/rodSampler.ts';
import { type ParticleSampler, type SamplerOptions, type SchemeName, schemeNames } from './sampler.ts';
import { softSampler } from './soft/softSampler.ts';
import { pointSampler } from './stepping/points.ts';

/** What each sampler may be told besides the seed. */
const OPTIONS: Readonly<Record<SchemeName, readonly (keyof SamplerOptions)[]>> = {
  rods: ['sweeps'],
  points: ['substep'],
  soft: ['sweeps', 'substep', 'cutoff'],
  mirror: ['sweeps', 'substep'],
};

/** The sampler made for a model. @throws CapabilityError if there is none. */
function schemeOf(who: string, { particles, pair, external, box, initial }: ParticleModel): SchemeName {
  if (isHardSphere(pair)) {
    const exact = box.length === 1 && external === null && !initial.grid.axes[0].periodic;
    return exact ? 'rods' : particles === 1 ? 'points' : 'mirror';
  }
  if (particles === 1) return 'points';
  if (pair.hardCore === 0) return 'soft';
  throw new CapabilityError(
    who,
    'hard spheres, or a pair potential that is finite for r > 0',
    `${pair.name} has a hard core and a soft tail, which no sampler can treat`,
  );
}

/**
 * The sampler for a model: the one made for it, or the one that `scheme` names.
 *
 * @param who - names the caller in errors.
 * @throws CapabilityError naming what of the model the sampler cannot treat; ArgumentError, also for options that it has not.
 */
export function samplerFor(who: string, model: ParticleModel, options: SamplerOptions): ParticleSampler {
  const scheme =
    options.scheme === undefined ? schemeOf(who, model) : oneOf('scheme', options.scheme, schemeNames);
  for (const key of ['substep', 'cutoff'] as const)
    if (options[key] !== undefined && !OPTIONS[scheme].includes(key))
      throw new ArgumentError(
        key,
        options[key],
        `none: the sampler "${scheme}" knows no ${key}, but ${OPTIONS[scheme].join(', ')}`,
      );
  switch (scheme) {
    case 'rods':
      return rodSampler(who, model, options);
    case 'points':
      return pointSampler(model, options);
    case 'soft':
      return softSampler(who, model, options);
    case 'mirror':
      return mirrorSampler(who, model, options);
  }
}
