import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { positive } from '../../../src/errors/check.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { fold } from '../fold.ts';
import { fillNormalPairs } from '../random/normalPairs.ts';
import { fillNormal, type Stream, streamOfStep } from '../random/streams.ts';
import { arenaOf } from '../stepping/arena.ts';
import { slopeOf } from '../stepping/slope.ts';
import { substepsIn } from '../stepping/steppingSampler.ts';
import { substepInPotential } from '../stepping/substepInPotential.ts';
import type { RodBox } from './rodBox.ts';

/** How the points to which rods reduce move in one step. */
export interface RodMotion {
  /** Longest sub-step; null where a step of any length is exact. */
  readonly substep: number | null;
  /** Advances the points by a time; they are in no order. */
  advance(points: Float64Array, stream: Stream, step: number, duration: number): void;
}

/** Reflected Brownian motion: a folded Gaussian, at any time. */
function exactMotion({ particles, lower, free }: RodBox): RodMotion {
  const noise = new Float64Array(particles);
  return {
    substep: null,
    advance: (points, stream, step, duration) => {
      const deviation = Math.sqrt(2 * duration);
      fillNormal(noise, stream, step);
      for (let i = 0; i < particles; i++)
        points[i] = lower + fold(points[i] - lower + deviation * noise[i], free);
    },
  };
}

/**
 * The motion of points to which rods reduce: exact without V. With V the i-th from the left is at x_i = y_i + (i − 1) ε, so that
 * in each sub-step the points are sorted, drift by −V′(x_i) Δt, and are folded after the Gaussian displacement.
 *
 * On a line these are elastic collisions in the order of their times: equal masses exchange velocities, and points pass.
 *
 * @throws ArgumentError for a sub-step where none are made.
 */
export function rodMotion(model: ParticleModel, box: RodBox, asked: number | undefined): RodMotion {
  const arena = arenaOf(model);
  const slope = slopeOf(model, arena);
  if (slope === null) {
    if (asked !== undefined)
      throw new ArgumentError(
        'substep',
        asked,
        'none: rods without external potential are exact at any time',
      );
    return exactMotion(box);
  }
  const { particles, epsilon, lower, upper, free } = box;
  const substep = positive('substep', asked ?? substepInPotential(model, arena));
  const noise = new Float64Array(particles);
  const places = new Float64Array(particles);
  const slopes = new Float64Array(particles);
  return {
    substep,
    advance: (points, stream, step, duration) => {
      const number = substepsIn(duration, substep);
      const timeStep = duration / number;
      const deviation = Math.sqrt(2 * timeStep);
      const own = streamOfStep(stream, step);
      for (let k = 0; k < number; k++) {
        fillNormalPairs(noise, own, k);
        points.sort();
        for (let i = 0; i < particles; i++) places[i] = Math.min(upper, points[i] + i * epsilon);
        slope(slopes, places);
        for (let i = 0; i < particles; i++) {
          const moved = points[i] - lower - timeStep * slopes[i] + deviation * noise[i];
          points[i] = lower + fold(moved, free);
        }
      }
    },
  };
}
