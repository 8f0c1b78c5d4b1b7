import type { FaceMean } from '../../../src/index.ts';
import type { FaceFlux } from './faceFlux.ts';

/** θ(a, b), a mean of the densities whatever ψ does: second order in h, and what a JKO step takes. */
export function central(mean: FaceMean): FaceFlux {
  return {
    name: 'central',
    update: () => undefined,
    weigh({ theta, byLeft, byRight }, p, _psi, left, right, count) {
      for (let i = 0; i < count; i++) {
        const a = p[left + i];
        const b = p[right + i];
        theta[left + i] = mean.value(a, b);
        byLeft[left + i] = mean.slope(a, b);
        byRight[left + i] = mean.slope(b, a);
      }
    },
  };
}
