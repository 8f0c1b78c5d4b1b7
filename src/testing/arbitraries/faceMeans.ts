import fc from 'fast-check';
import { type FaceMean, faceMean, faceMeanNames } from '../../mean/index.ts';

/** All face means; shrinks towards the default. @see {@link gradientFlows} */
export function faceMeans(): fc.Arbitrary<FaceMean> {
  return fc.constantFrom(...faceMeanNames).map(faceMean);
}
