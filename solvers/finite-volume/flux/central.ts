import type { FaceMean, Mobility } from '../../../src/index.ts';
import type { FaceFlux } from './faceFlux.ts';

/** θ(a, b), for m(p) = p. */
function linear(mean: FaceMean): FaceFlux {
  return {
    name: 'central',
    update: () => undefined,
    weigh({ theta, byLeft, byRight }, p, _psi, left, right, count) {
      for (let i = 0; i < count; i++) {
        const a = p[left + i];
        const b = p[right + i];
        theta[i] = mean.value(a, b);
        byLeft[i] = mean.slope(a, b);
        byRight[i] = mean.slope(b, a);
      }
    },
  };
}

/** θ(m(a), m(b)), ∂θ/∂a = θ₁ m′(a). */
function nonlinear(mean: FaceMean, { m, dm }: Mobility, size: number): FaceFlux {
  const value = new Float64Array(size);
  const slope = new Float64Array(size);
  return {
    name: 'central',
    update(p) {
      for (let i = 0; i < size; i++) {
        value[i] = m(p[i]);
        slope[i] = dm(p[i]);
      }
    },
    weigh({ theta, byLeft, byRight }, _p, _psi, left, right, count) {
      for (let i = 0; i < count; i++) {
        const l = left + i;
        const r = right + i;
        theta[i] = mean.value(value[l], value[r]);
        byLeft[i] = mean.slope(value[l], value[r]) * slope[l];
        byRight[i] = mean.slope(value[r], value[l]) * slope[r];
      }
    },
  };
}

/**
 * θ(m(a), m(b)), a mean of mobilities whatever ψ does: second order in h, and what a JKO step takes.
 *
 * @param size - number of cells.
 */
export function central(mean: FaceMean, mobility: Mobility, size: number): FaceFlux {
  return mobility.linear ? linear(mean) : nonlinear(mean, mobility, size);
}
