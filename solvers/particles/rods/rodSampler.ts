import { integer, within } from '../../../src/errors/check.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import type { ParticleSampler, SamplerOptions } from '../sampler.ts';
import { rodBox } from './rodBox.ts';
import { rodMotion } from './rodMotion.ts';
import { overlapsInRow, rodStart } from './rodStart.ts';

/**
 * Brownian hard rods in one dimension: exact and without a time step where V = 0, else by sub-steps of first order.
 *
 * Sorted centres x_i, less (i − 1) ε, are reflected Brownian points without interaction on a box shorter by (N − 1) ε: any
 * time is one draw per rod. With V each drifts as the rod of its rank would, see {@link rodMotion}. The state holds these points, one per label; labels are exchanged where rods collide.
 *
 * @param who - names the caller in errors.
 * @throws CapabilityError for models that are not hard rods between walls; ArgumentError if the rods do not fit.
 * Source: Tonks 1936 for the map; Rödenbeck–Kärger–Hahn 1998, Calculating exact propagators in single-file systems
 * via the reflection principle.
 */
export function rodSampler(who: string, model: ParticleModel, options: SamplerOptions): ParticleSampler {
  const box = rodBox(who, model);
  const { particles, epsilon, upper } = box;
  const { substep, advance } = rodMotion(model, box, options.substep);
  const seed = integer('seed', options.seed ?? 1, 0, 2 ** 32 - 1);
  const { sweeps, start } = rodStart(model, box, options);

  return {
    method: 'rods',
    settings: { seed, sweeps, ...(substep === null ? {} : { substep }) },
    size: particles,
    keepsApart: true,
    counts: null,
    start: (state, realisation) => start(state, { seed, realisation }),
    advance: (state, realisation, step, duration) => {
      advance(state, { seed, realisation }, step, within('duration', duration, 0, Number.MAX_VALUE));
      return 0;
    },
    positions: (out, state) => {
      out.set(state);
      out.sort();
      for (let i = 1; i < particles; i++) out[i] = Math.min(upper, out[i] + i * epsilon);
      return overlapsInRow(out, box);
    },
  };
}
