import type { FaceFlux } from './faceFlux.ts';

/**
 * θ = a where ψ falls from left to right, b where it does not: the density upstream, first order in h.
 *
 * Source: Bailo–Carrillo–Hu 2020, Fully discrete positivity-preserving and energy-dissipating schemes for aggregation–diffusion equations
 * with a gradient-flow structure.
 */
export function upwind(): FaceFlux {
  return {
    name: 'upwind',
    update: () => undefined,
    weigh({ theta, byLeft, byRight }, p, psi, left, right, count) {
      for (let i = 0; i < count; i++) {
        const l = left + i;
        const r = right + i;
        const rightwards = psi[r] < psi[l];
        theta[i] = rightwards ? p[l] : p[r];
        byLeft[i] = rightwards ? 1 : 0;
        byRight[i] = rightwards ? 0 : 1;
      }
    },
  };
}
