import { positive } from '../errors/check.ts';
import { makePotential } from './make.ts';
import type { PairPotential } from './pairPotential.ts';

/** The exponential potential u(r) = A e^{−r}. @param amplitude - A > 0, 1 unless given. @see {@link pairPotential} */
export function exponential(amplitude = 1): PairPotential {
  const a = positive('amplitude', amplitude);
  const u = (r: number): number => a * Math.exp(-r);
  return makePotential({
    name: a === 1 ? 'exponential' : `exponential(${a})`,
    u,
    force: u,
    positiveType: () => true,
  });
}
