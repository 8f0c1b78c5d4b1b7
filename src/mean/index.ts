import { oneOf } from '../errors/check.ts';
import { arithmetic } from './arithmetic.ts';
import type { FaceMean, FaceMeanName } from './faceMean.ts';
import { geometric } from './geometric.ts';
import { harmonic } from './harmonic.ts';
import { logarithmic } from './logarithmic.ts';

export type { FaceMean, FaceMeanName } from './faceMean.ts';

const means: Readonly<Record<FaceMeanName, FaceMean>> = { arithmetic, logarithmic, geometric, harmonic };

/** The names of all face means, the default first. @see {@link faceMean} */
export const faceMeanNames: readonly FaceMeanName[] = ['arithmetic', 'logarithmic', 'geometric', 'harmonic'];

/**
 * The face mean of this name.
 *
 * @throws UnknownNameError with the nearest names.
 * @example
 * ```ts
 * import { faceMean } from 'ottoflow';
 *
 * console.log(faceMean('harmonic').value(1, 3), faceMean('geometric').value(1, 4));
 * ```
 * ```text
 * 1.5 2
 * ```
 */
export function faceMean(name: FaceMeanName): FaceMean {
  return means[oneOf('face mean', name, faceMeanNames)];
}
