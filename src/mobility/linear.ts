import type { Mobility } from './mobility.ts';

/**
 * m(p) = p, the mobility of Wasserstein gradient flows, and of every flow that names no other.
 *
 * @see {@link mobility}
 */
export const linearMobility: Mobility = Object.freeze({
  name: 'linear',
  linear: true,
  m: (p: number) => p,
  dm: () => 1,
  d2m: () => 0,
  domain: [0, Infinity] as const,
});
