import type { Arena } from './arena.ts';

/** Displacement of a pair in a sub-step, in shares of the shortest side of the box. */
const SHARE = 0.1;

/**
 * The sub-step in which the separation of a pair moves by `distance` along each axis, √(4Δt), or by a tenth of the box's shortest side
 * if that is less: Δt = (s ε)²/4 for a distance s ε.
 *
 * Source: the authors' s is 0.5 for hard particles and 0.3 for soft ones in section 4.
 */
export function largestSubstep({ lengths }: Arena, distance: number): number {
  return Math.min(distance, SHARE * lengths.reduce((a, b) => Math.min(a, b))) ** 2 / 4;
}
