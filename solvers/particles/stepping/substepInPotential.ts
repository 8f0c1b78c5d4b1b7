import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import type { Arena } from './arena.ts';
import { steepest } from './slope.ts';

/** Gaussian displacement in a sub-step, in shares of the shortest side of the box. */
const SHARE = 0.007;
/** Displacement by V in a sub-step, in standard deviations of the Gaussian one. */
const DRIFT = 0.1;

/** The sub-step in which a particle moves by at most 0.7 % of the box along each axis, and by V at most a tenth of that by noise. */
export function substepInPotential(model: ParticleModel, arena: Arena): number {
  const shortest = arena.lengths.reduce((a, b) => Math.min(a, b));
  return 0.5 * Math.min(SHARE * shortest, (2 * DRIFT) / steepest(model, arena)) ** 2;
}
