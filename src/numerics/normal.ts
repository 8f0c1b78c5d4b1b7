const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

/** The standard normal density φ(z). */
function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / SQRT_TWO_PI;
}

/** The upper tail 1 − Φ(z) for z ≥ 3 by its continued fraction, evaluated backwards. */
function upperTail(z: number): number {
  let f = z;
  for (let k = 60; k > 0; k--) f = z + k / f;
  return normalDensity(z) / f;
}

/**
 * The standard normal distribution function Φ(z), with absolute error below 4e-16.
 *
 * Source: Abramowitz–Stegun 26.2.11 (series of positive terms) and 26.2.14 (continued fraction).
 */
export function normalCdf(z: number): number {
  if (z < -3) return upperTail(-z);
  if (z > 3) return 1 - upperTail(z);
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + normalDensity(z) * sum;
}

/** ∫_{−∞}^z Φ = z Φ(z) + φ(z), with absolute error below 1e-15 (1 + |z|). */
export function normalCdfPrimitive(z: number): number {
  if (z > 10) return z;
  if (z < -10) return 0;
  return z * normalCdf(z) + normalDensity(z);
}
