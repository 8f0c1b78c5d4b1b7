import type { FaceMean } from './faceMean.ts';

// With t = log(a/b)/2 the mean is √(ab)·sinh(t)/t; near a = b its series replaces quotients of vanishing numbers.
const NEAR = 1e-2;

/**
 * (a − b)/(log a − log b): makes θ grad log p = grad p exactly, so that the entropy's flow is the linear heat equation.
 */
export const logarithmic: FaceMean = {
  name: 'logarithmic',
  value: (a, b) => {
    if (!(a > 0 && b > 0)) return 0;
    const t = 0.5 * Math.log(a / b);
    const t2 = t * t;
    const ratio = Math.abs(t) < NEAR ? 1 + (t2 / 6) * (1 + (t2 / 20) * (1 + t2 / 42)) : Math.sinh(t) / t;
    return Math.abs(t) < 300 ? Math.sqrt(a) * Math.sqrt(b) * ratio : Math.abs(a - b) / Math.abs(2 * t);
  },
  // ∂θ/∂a = (1 − θ/a)/(2t) = (e^{−2t} − 1 + 2t)/(4t²)
  slope: (a, b) => {
    const s = Math.log(a / b);
    if (Math.abs(s) < NEAR) return 0.5 - s / 6 + (s * s) / 24 - (s * s * s) / 120 + s ** 4 / 720;
    return (Math.expm1(-s) + s) / (s * s);
  },
  // ∂²θ/∂a∂b = 2 (s cosh(s/2) − 2 sinh(s/2)) / (s³ √(ab)) with s = log(a/b)
  cross: (a, b) => {
    const s = Math.log(a / b);
    const s2 = s * s;
    const shape =
      Math.abs(s) < 0.1
        ? 1 / 6 + (s2 / 240) * (1 + (s2 / 112) * (1 + s2 / 216))
        : (2 * (s * Math.cosh(0.5 * s) - 2 * Math.sinh(0.5 * s))) / (s2 * s);
    return shape / (Math.sqrt(a) * Math.sqrt(b));
  },
};
