import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { CapabilityError } from '../../../src/errors/capabilityError.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { type RodBox, rodBox } from './rodBox.ts';
import { uniformStrip } from './uniformStrip.ts';

/** The independent points to which rods reduce: reflected on [0, ℓ], each thrown uniformly into [a, b] at time zero. */
export interface ReducedStrip extends RodBox {
  readonly a: number;
  readonly b: number;
}

/**
 * The {@link ReducedStrip} of a model of hard rods.
 *
 * @param who - names the caller in errors.
 * @throws CapabilityError for other models, and for rods that are not thrown into an interval, whose points are neither independent
 * nor alike; ArgumentError if they do not fit into it, or for a time that is not ≥ 0.
 */
export function reducedStrip(who: string, model: ParticleModel, time: number): ReducedStrip {
  const box = rodBox(who, model);
  if (model.external !== null)
    throw new CapabilityError(
      who,
      'V = 0',
      'with an external potential rods do not reduce to points; sample them with ensemble(model, …)',
    );
  if (typeof time !== 'number' || !(time >= 0))
    throw new ArgumentError('time', time, 'a number ≥ 0, or Infinity');
  const strip = uniformStrip(model.initial);
  if (strip === null)
    throw new CapabilityError(
      who,
      'an initial density that is the indicator of an interval',
      'use indicator(grid, [[a, b]]), or sample this one with ensemble(model, …)',
    );
  const { particles, epsilon, lower } = box;
  const a = strip[0] - lower;
  const b = strip[1] - lower - (particles - 1) * epsilon;
  if (!(b > a))
    throw new ArgumentError(
      'particles',
      particles,
      'fewer rods: so many do not fit into the initial interval',
    );
  return { ...box, a, b };
}
