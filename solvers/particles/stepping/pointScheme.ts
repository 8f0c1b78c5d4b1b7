import { positive } from '../../../src/errors/check.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import type { SamplerOptions } from '../sampler.ts';
import { startIndependent } from '../start/start.ts';
import { arenaOf } from './arena.ts';
import { displace } from './displace.ts';
import type { Scheme } from './steppingSampler.ts';
import { substepInPotential } from './substepInPotential.ts';

/**
 * Brownian points that do not interact, whatever the model's pair potential.
 *
 * Without V a folded Gaussian is reflected Brownian motion at any time, and the scheme is exact; with V it is Euler–Maruyama.
 *
 * @throws ArgumentError.
 */
export function pointScheme(model: ParticleModel, options: SamplerOptions): Scheme {
  const free = model.external === null;
  const substep = free
    ? Infinity
    : positive('substep', options.substep ?? substepInPotential(model, arenaOf(model)));
  return {
    method: 'points',
    settings: free ? {} : { substep },
    substep,
    keepsApart: true,
    counts: null,
    start: startIndependent(model),
    move: (positions, displacement) => {
      displace(positions, displacement);
      return 0;
    },
    overlaps: () => 0,
  };
}
