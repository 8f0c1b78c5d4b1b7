import { CapabilityError } from '../../../src/errors/capabilityError.ts';
import { positive } from '../../../src/errors/check.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import type { SamplerOptions } from '../sampler.ts';
import { occupancy } from '../start/occupancy.ts';
import { confine } from '../stepping/confine.ts';
import { largestSubstep } from '../stepping/largestSubstep.ts';
import type { Scheme } from '../stepping/steppingSampler.ts';
import { hardSpheres } from './hardSpheres.ts';

/** Gaussian displacement of a pair in a sub-step, in units of ε: that of the source. */
const STEP = 0.5;

/**
 * Hard particles one after another, each of which makes its Euler–Maruyama step, reflected by walls, if it overlaps none there, and stays where
 * it is otherwise.
 *
 * Without V each such move keeps the uniform law on the states without overlap, so that the scheme is exact at rest. In motion it is wrong,
 * at the source's sub-step by more than the interaction's whole effect, and slows down what repulsion should speed up.
 *
 * @param who - names the caller in errors.
 * @throws CapabilityError for other potentials, and unless `steadyStateOnly` is set; ArgumentError. Its start throws ArgumentError where
 * the particles find no room.
 * Source: Cichocki–Hinsen 1990, Dynamic computer simulation of concentrated hard sphere suspensions I.
 */
export function rejectionScheme(who: string, model: ParticleModel, options: SamplerOptions): Scheme {
  if (options.steadyStateOnly !== true)
    throw new CapabilityError(
      who,
      'a scheme that is right in motion',
      '"rejection" is right at rest only: choose "events", or say steadyStateOnly: true',
    );
  const { arena, diameter, sweeps, start, overlaps } = hardSpheres(who, 'rejection', model, options);
  const { dimension: d } = arena;
  const substep = positive('substep', options.substep ?? largestSubstep(arena, STEP * diameter));
  const { particles } = model;
  const places = new Float64Array(particles * d);
  const { put, take, energyAt } = occupancy(arena, places, diameter, () => Infinity);
  const next = new Float64Array(d);
  return {
    method: 'rejection',
    settings: { sweeps, substep },
    substep,
    keepsApart: true,
    counts: 'rejected',
    start,
    move: (positions, displacement) => {
      places.set(positions);
      for (let i = 0; i < particles; i++) put(i);
      let rejected = 0;
      for (let i = 0; i < particles; i++) {
        for (let k = 0; k < d; k++) next[k] = places[i * d + k] + displacement[i * d + k];
        confine(next, arena);
        take(i);
        if (energyAt(next) > 0) rejected++;
        else places.set(next, i * d);
        put(i);
      }
      for (let i = 0; i < particles; i++) take(i);
      positions.set(places);
      return rejected;
    },
    overlaps,
  };
}
