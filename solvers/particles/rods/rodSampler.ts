import { integer, within } from '../../../src/errors/check.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { fold } from '../fold.ts';
import { fillNormal } from '../random/streams.ts';
import type { ParticleSampler, SamplerOptions } from '../sampler.ts';
import { rodBox } from './rodBox.ts';
import { defaultSweeps, startConditioned } from './startConditioned.ts';
import { startInStrip } from './startInStrip.ts';
import { uniformStrip } from './uniformStrip.ts';

/** Overlaps smaller than this, relative to the box, are rounding. */
const ROUNDING = 1e-12;

/**
 * Exact Brownian hard rods in one dimension, V = 0, without a time step.
 *
 * Sorted centres x_i, less (i − 1) ε, are reflected Brownian points without interaction on a box shorter by (N − 1) ε: any
 * time is one draw per rod. The state holds these points, one per label; labels are exchanged where rods collide.
 *
 * @param who - names the caller in errors.
 * @throws CapabilityError for models that are not hard rods with V = 0; ArgumentError if the rods do not fit.
 * Source: Tonks 1936 for the map; Rödenbeck–Kärger–Hahn 1998, Calculating exact propagators in single-file systems
 * via the reflection principle.
 */
export function rodSampler(who: string, model: ParticleModel, options: SamplerOptions): ParticleSampler {
  const box = rodBox(who, model);
  const { particles, epsilon, lower, upper, free } = box;
  const seed = integer('seed', options.seed ?? 1, 0, 2 ** 32 - 1);
  const strip = uniformStrip(model.initial);
  const sweeps =
    strip === null ? integer('sweeps', options.sweeps ?? defaultSweeps(model.initial, box), 1, 2 ** 30) : 0;
  const initial = strip === null ? startConditioned(box, model.initial, sweeps) : startInStrip(box, strip);
  const noise = new Float64Array(particles);

  return {
    method: 'rods',
    settings: { seed, sweeps: strip === null ? sweeps : null },
    size: particles,
    keepsApart: true,
    counts: null,
    start: (state, realisation) => initial(state, { seed, realisation }),
    advance: (state, realisation, step, duration) => {
      const deviation = Math.sqrt(2 * within('duration', duration, 0, Number.MAX_VALUE));
      fillNormal(noise, { seed, realisation }, step);
      for (let i = 0; i < particles; i++)
        state[i] = lower + fold(state[i] - lower + deviation * noise[i], free);
      return 0;
    },
    positions: (out, state) => {
      out.set(state);
      out.sort();
      let overlaps = 0;
      for (let i = 1; i < particles; i++) {
        out[i] = Math.min(upper, out[i] + i * epsilon);
        if (out[i] - out[i - 1] < epsilon - ROUNDING * (upper - lower)) overlaps++;
      }
      return overlaps;
    },
  };
}
