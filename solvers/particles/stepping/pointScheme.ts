import { positive } from '../../../src/errors/check.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import type { SamplerOptions } from '../sampler.ts';
import { startIndependent } from '../start/start.ts';
import { arenaOf } from './arena.ts';
import { steepest } from './slope.ts';
import type { Scheme } from './steppingSampler.ts';

/** Gaussian displacement in a sub-step, in shares of the shortest side of the box. */
const SHARE = 0.007;
/** Displacement by V in a sub-step, in standard deviations of the Gaussian one. */
const DRIFT = 0.1;

/**
 * Brownian points that do not interact, whatever the model's pair potential.
 *
 * Without V a folded Gaussian is reflected Brownian motion at any time, and the sampler is exact; with V it is Euler–Maruyama with
 * sub-steps that move a point by at most 0.7 % of the box, and by V at most a tenth of that by noise.
 *
 * @throws ArgumentError.
 */
export function pointScheme(model: ParticleModel, options: SamplerOptions): Scheme {
  const arena = arenaOf(model);
  const shortest = arena.lengths.reduce((a, b) => Math.min(a, b));
  const free = model.external === null;
  const substep = free
    ? Infinity
    : positive(
        'substep',
        options.substep ?? 0.5 * Math.min(SHARE * shortest, (2 * DRIFT) / steepest(model, arena)) ** 2,
      );
  return {
    method: 'points',
    settings: free ? {} : { substep },
    substep,
    keepsApart: true,
    counts: null,
    start: startIndependent(model),
    move: (positions, displacement) => {
      for (let i = 0; i < positions.length; i++) positions[i] += displacement[i];
      return 0;
    },
    overlaps: () => 0,
  };
}
