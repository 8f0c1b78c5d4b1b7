import type { Pointwise } from '../../../src/energy/pointwise.ts';
import type { FaceMean, Mobility } from '../../../src/index.ts';
import { central } from './central.ts';
import type { FaceFlux, FaceFluxName } from './faceFlux.ts';
import { scharfetterGummel } from './scharfetterGummel.ts';
import { squareRoot } from './squareRoot.ts';
import { upwind } from './upwind.ts';

export { type FaceFlux, type FaceFluxName, type FaceWeights, faceWeights } from './faceFlux.ts';

/** The names of all fluxes, the default first. @see [Finite volumes for the equation](/guide/finite-volumes) */
export const faceFluxNames: readonly FaceFluxName[] = [
  'central',
  'upwind',
  'scharfetterGummel',
  'squareRoot',
];

/** A flux that has been chosen: central ones with their mean. */
export type FluxChoice =
  | { readonly name: 'central'; readonly mean: FaceMean }
  | { readonly name: Exclude<FaceFluxName, 'central'> };

/** The flux that was chosen, for an internal energy on a grid of `size` cells; only central ones know mobilities that are not linear. */
export function faceFlux(
  choice: FluxChoice,
  internal: Pointwise,
  mobility: Mobility,
  size: number,
): FaceFlux {
  switch (choice.name) {
    case 'central':
      return central(choice.mean, mobility, size);
    case 'upwind':
      return upwind();
    case 'scharfetterGummel':
      return scharfetterGummel(internal, size);
    case 'squareRoot':
      return squareRoot(internal, size);
  }
}
