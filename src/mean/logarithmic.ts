import type { FaceMean } from './faceMean.ts';

// Where log(a/b) is smaller than this, series replace quotients of vanishing numbers.
const NEAR = 1;

/** log(a/b) to full relative accuracy: of the quotient where a is near b, as a difference where it could overflow. */
function logRatio(a: number, b: number): number {
  const quotient = a / b;
  return quotient > 1e-9 && quotient < 1e9 ? Math.log(quotient) : Math.log(a) - Math.log(b);
}

function horner(coefficients: readonly number[], x: number): number {
  let s = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) s = s * x + coefficients[k];
  return s;
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

const orders = Array.from({ length: 19 }, (_, k) => k);
/** (e^{−s} − 1 + s)/s² = Σ (−s)^k/(k + 2)!. */
const SLOPE = orders.map((k) => (k % 2 === 0 ? 1 : -1) / factorial(k + 2));
/** 2 (s cosh(s/2) − 2 sinh(s/2))/s³ = Σ_{k≥1} 4k (s²)^{k−1}/(4^k (2k + 1)!). */
const CROSS = orders.slice(1, 9).map((k) => (4 * k) / (4 ** k * factorial(2 * k + 1)));

/**
 * (a − b)/(log a − log b): makes θ grad log p = grad p exactly, so that the entropy's flow is the linear heat equation.
 */
export const logarithmic: FaceMean = {
  name: 'logarithmic',
  // b (e^s − 1)/s with s = log(a/b) has no cancellation; the larger of the two first, for symmetry to the bit.
  value: (a, b) => {
    if (!(a > 0 && b > 0)) return 0;
    const low = Math.min(a, b);
    const high = Math.max(a, b);
    const s = logRatio(high, low);
    if (s === 0) return low;
    return s < NEAR ? low * (Math.expm1(s) / s) : (high - low) / s;
  },
  // ∂θ/∂a = (1 − θ/a)/s = (e^{−s} − 1 + s)/s²
  slope: (a, b) => {
    const s = logRatio(a, b);
    return Math.abs(s) < NEAR ? horner(SLOPE, s) : (Math.expm1(-s) + s) / (s * s);
  },
  // ∂²θ/∂a∂b = 2 (s cosh(s/2) − 2 sinh(s/2))/(s³ √(ab))
  cross: (a, b) => {
    const s = logRatio(a, b);
    const shape =
      Math.abs(s) < NEAR
        ? horner(CROSS, s * s)
        : (2 * (s * Math.cosh(0.5 * s) - 2 * Math.sinh(0.5 * s))) / (s * s * s);
    return shape / (Math.sqrt(a) * Math.sqrt(b));
  },
};
