import type { StandardErrors } from '../flow/step.ts';

/** A difference that is not this many times larger than the noise of sampling shows no order: with less, the noise itself is what shrinks, or does not. */
export const SIGNIFICANT = 3;

/** E|Z| of a normal number of deviation 1: what cells of nothing but noise are apart in the mean. */
const MEAN = Math.sqrt(2 / Math.PI);

/** What sampling alone puts between two ends in a sum of independent errors; null where neither is sampled. */
function apart(
  kind: keyof StandardErrors,
  a: StandardErrors | undefined,
  b: StandardErrors | undefined,
): number | null {
  return a === undefined && b === undefined ? null : Math.hypot(a?.[kind] ?? 0, b?.[kind] ?? 0);
}

/** The L¹ distance that sampling alone puts between two densities; null where neither is sampled. */
export function noiseOfDistance(a: StandardErrors | undefined, b: StandardErrors | undefined): number | null {
  const error = apart('density', a, b);
  return error === null ? null : MEAN * error;
}

/** The standard error of the difference of two energies; null where neither is sampled. */
export function noiseOfEnergies(a: StandardErrors | undefined, b: StandardErrors | undefined): number | null {
  return apart('energy', a, b);
}
