import { positive } from '../errors/check.ts';
import { fromTerms } from './compose.ts';
import type { LocalEnergy } from './energy.ts';
import { powerDensity } from './power.ts';

/**
 * The excluded-volume energy ½ a ∫ p² dx with a = α_u (N − 1) ε^d, the second summand of (1.7).
 *
 * @param coefficient - a > 0, in units of volume; `pairPotential.excludedVolume(d) * (N - 1) * epsilon ** d`.
 * @see [Ten-minute start](/guide/start)
 */
export function excludedVolume(coefficient: number): LocalEnergy {
  const a = positive('coefficient', coefficient);
  return fromTerms(`excludedVolume(${a})`, [
    { kind: 'internal', coefficient: 0.5 * a, density: powerDensity(2) },
  ]);
}
