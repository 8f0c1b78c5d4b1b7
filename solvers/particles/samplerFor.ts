import { ArgumentError } from '../../src/errors/argumentError.ts';
import { CapabilityError } from '../../src/errors/capabilityError.ts';
import { oneOf } from '../../src/errors/check.ts';
import type { ParticleModel } from '../../src/particles/particleModel.ts';
import { isHardSphere } from '../../src/potentials/pairPotential.ts';
import { eventsScheme } from './hard/eventsScheme.ts';
import { mirrorScheme } from './hard/mirrorScheme.ts';
import { rejectionScheme } from './hard/rejectionScheme.ts';
import { rodSampler } from './rods/rodSampler.ts';
import { type ParticleSampler, type SamplerOptions, type SchemeName, schemeNames } from './sampler.ts';
import { softScheme } from './soft/softScheme.ts';
import { pointScheme } from './stepping/pointScheme.ts';
import { type Scheme, steppingSampler } from './stepping/steppingSampler.ts';

/** What each sampler may be told besides the seed. */
const OPTIONS: Readonly<Record<SchemeName, readonly (keyof SamplerOptions)[]>> = {
  rods: ['sweeps', 'substep'],
  points: ['substep'],
  soft: ['sweeps', 'substep', 'cutoff'],
  events: ['sweeps', 'substep'],
  mirror: ['sweeps', 'substep'],
  rejection: ['sweeps', 'substep', 'steadyStateOnly'],
};

/** The sampler made for a model. @throws CapabilityError if there is none. */
function schemeOf(who: string, { particles, pair, box, initial }: ParticleModel): SchemeName {
  if (isHardSphere(pair)) {
    const rods = box.length === 1 && !initial.grid.axes[0].periodic;
    return rods ? 'rods' : particles === 1 ? 'points' : 'events';
  }
  if (particles === 1) return 'points';
  if (pair.hardCore === 0) return 'soft';
  throw new CapabilityError(
    who,
    'hard spheres, or a pair potential that is finite for r > 0',
    `${pair.name} has a hard core and a soft tail, which no sampler can treat`,
  );
}

/** The scheme of a name for a model, of those that step. */
export function schemeFor(
  who: string,
  name: Exclude<SchemeName, 'rods'>,
  model: ParticleModel,
  options: SamplerOptions,
): Scheme {
  switch (name) {
    case 'points':
      return pointScheme(model, options);
    case 'soft':
      return softScheme(who, model, options);
    case 'events':
      return eventsScheme(who, model, options);
    case 'mirror':
      return mirrorScheme(who, model, options);
    case 'rejection':
      return rejectionScheme(who, model, options);
  }
}

/** The name of the scheme that is asked for, or made for the model; throws for options that it has not. */
export function nameFor(who: string, model: ParticleModel, options: SamplerOptions): SchemeName {
  const name =
    options.scheme === undefined ? schemeOf(who, model) : oneOf('scheme', options.scheme, schemeNames);
  for (const key of ['substep', 'cutoff', 'steadyStateOnly'] as const)
    if (options[key] !== undefined && !OPTIONS[name].includes(key))
      throw new ArgumentError(
        key,
        options[key],
        `none: the sampler "${name}" knows no ${key}, but ${OPTIONS[name].join(', ')}`,
      );
  if (options.positions !== undefined && options.sweeps !== undefined)
    throw new ArgumentError('sweeps', options.sweeps, 'none where positions are given');
  return name;
}

/**
 * The sampler for a model: the one made for it, or the one that `scheme` names.
 *
 * @param who - names the caller in errors.
 * @throws CapabilityError naming what of the model the sampler cannot treat; ArgumentError, also for options that it has not.
 */
export function samplerFor(who: string, model: ParticleModel, options: SamplerOptions): ParticleSampler {
  const name = nameFor(who, model, options);
  return name === 'rods'
    ? rodSampler(who, model, options)
    : steppingSampler(model, options, schemeFor(who, name, model, options));
}
