import { positive } from '../errors/check.ts';
import { makePotential } from './make.ts';
import type { PairPotential } from './pairPotential.ts';

const MINIMUM = 2 ** (1 / 6);

/**
 * The repulsive part of the Lennard–Jones potential, cut at its minimum 2^{1/6} and shifted to end at zero:
 * u(r) = 4A (r^{−12} − r^{−6}) + A for r < 2^{1/6}, 0 beyond. For r^{−12} alone see {@link powerLaw}.
 *
 * @param amplitude - A > 0, 1 unless given.
 * Source: Weeks–Chandler–Andersen 1971, Role of repulsive forces in determining the equilibrium structure of simple liquids.
 */
export function repulsiveLennardJones(amplitude = 1): PairPotential {
  const a = positive('amplitude', amplitude);
  return makePotential({
    name: a === 1 ? 'repulsiveLennardJones' : `repulsiveLennardJones(${a})`,
    u: (r) => {
      if (r >= MINIMUM) return 0;
      const s = r ** -6;
      // A (2 r^{−6} − 1)² is the same without cancellation at the cut-off, and without ∞ − ∞ at the core.
      return a * (2 * s - 1) ** 2;
    },
    force: (r) => {
      if (r >= MINIMUM) return 0;
      const s = r ** -6;
      return (24 * a * s * (2 * s - 1)) / r;
    },
    cutoff: MINIMUM,
  });
}
