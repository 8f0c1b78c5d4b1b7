import { positive } from '../errors/check.ts';
import { makePotential } from './make.ts';
import type { PairPotential } from './pairPotential.ts';

/**
 * The Yukawa potential u(r) = A e^{−r}/r of screened charges; α = 3.926 in two dimensions for A = 1.
 *
 * @param amplitude - A > 0, 1 unless given.
 * Source: example 4.3.
 * @see [Particles](/theory/particles)
 */
export function yukawa(amplitude = 1): PairPotential {
  const a = positive('amplitude', amplitude);
  return makePotential({
    name: a === 1 ? 'yukawa' : `yukawa(${a})`,
    u: (r) => (a * Math.exp(-r)) / r,
    force: (r) => (a * Math.exp(-r) * (1 + 1 / r)) / r,
  });
}
