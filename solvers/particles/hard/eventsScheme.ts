import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { positive } from '../../../src/errors/check.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import type { SamplerOptions } from '../sampler.ts';
import { largestSubstep } from '../stepping/largestSubstep.ts';
import type { Scheme } from '../stepping/steppingSampler.ts';
import { flightOf } from './events/flight.ts';
import { hardSpheres } from './hardSpheres.ts';

/** Gaussian displacement of a pair in a sub-step, in units of ε: that of the source. */
const STEP = 0.5;
/** A particle is slow that goes no further in a sub-step than so many standard deviations along an axis. */
const SLOW = 4;

/**
 * Hard rods, disks and spheres by collisions: the displacement of each in a sub-step, −∇V Δt + √(2Δt) ξ, is its velocity over a unit of time, in
 * which pairs collide elastically, in the order of their times, and walls reflect.
 *
 * Flight among hard particles keeps volumes in phase space and Σ v², and the velocities of each sub-step are drawn anew: without V
 * the uniform law on the states without overlap is exact at any sub-step, with V to first order in it.
 *
 * @param who - names the caller in errors.
 * @throws CapabilityError for other potentials; ArgumentError. Its start throws ArgumentError where the particles find no room.
 * Source: Scala–Voigtmann–De Michele 2007, Event-driven Brownian dynamics for hard spheres.
 */
export function eventsScheme(who: string, model: ParticleModel, options: SamplerOptions): Scheme {
  const { arena, diameter, sweeps, start, overlaps } = hardSpheres(who, 'events', model, options);
  const substep = positive('substep', options.substep ?? largestSubstep(arena, STEP * diameter));
  // On a periodic axis a slow pair must not come near two images of one another.
  const margin = arena.periodic.reduce(
    (least, periodic, k) => (periodic ? Math.min(least, (arena.lengths[k] - diameter) / 2) : least),
    SLOW * Math.sqrt(2 * substep),
  );
  const fly = flightOf(arena, model.particles, diameter, margin);
  return {
    method: 'events',
    settings: { sweeps, substep },
    substep,
    keepsApart: true,
    room: fly.room,
    counts: 'collisions',
    start,
    move: (positions, displacement) => {
      const collisions = fly(positions, displacement);
      if (collisions < 0)
        throw new ArgumentError(
          'substep',
          substep,
          'a shorter sub-step: the external potential drives particles through the box many times in one',
        );
      return collisions;
    },
    overlaps,
  };
}
