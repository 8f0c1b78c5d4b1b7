import { positive } from '../errors/check.ts';
import { DivergentIntegralError } from '../errors/divergentIntegralError.ts';
import { gamma } from '../numerics/gamma.ts';
import { ballVolume } from './ball.ts';
import { makePotential } from './make.ts';
import type { PairPotential } from './pairPotential.ts';

/**
 * The power law u(r) = A r^{−k}; α = V_d Γ(1 − d/k) A^{d/k} in dimension d < k, infinite for d ≥ k.
 *
 * @param exponent - k > 0; 4 is example 4.4, 12 the repulsive core of Lennard–Jones.
 * @param amplitude - A > 0, 1 unless given.
 * @see {@link pairPotential}
 */
export function powerLaw(exponent: number, amplitude = 1): PairPotential {
  const k = positive('exponent', exponent);
  const a = positive('amplitude', amplitude);
  const name = a === 1 ? `powerLaw(${k})` : `powerLaw(${k}, ${a})`;
  function closedForm(d: number): number {
    if (k <= d)
      throw new DivergentIntegralError(
        `${name}: α_u is infinite in dimension ${d}: r^-${k} must decay faster than r^-${d}, so the exponent must exceed ${d}`,
      );
    return ballVolume(d) * gamma(1 - d / k) * a ** (d / k);
  }
  return makePotential({ name, u: (r) => a * r ** -k, force: (r) => k * a * r ** (-k - 1), closedForm });
}
