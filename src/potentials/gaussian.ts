import { positive } from '../errors/check.ts';
import { makePotential } from './make.ts';
import type { PairPotential } from './pairPotential.ts';

/**
 * The Gaussian potential u(r) = A e^{−r²} (no half in the exponent). @param amplitude - A > 0, 1 unless given.
 *
 * @see {@link pairPotential}
 */
export function gaussian(amplitude = 1): PairPotential {
  const a = positive('amplitude', amplitude);
  return makePotential({
    name: a === 1 ? 'gaussian' : `gaussian(${a})`,
    u: (r) => a * Math.exp(-r * r),
    force: (r) => 2 * a * r * Math.exp(-r * r),
    positiveType: () => true,
  });
}
