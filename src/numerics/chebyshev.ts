/** Coefficients of a Chebyshev series Σ c_j T_j(t), as many for every panel. */
export const POINTS = 16;

/** Σ_j c_j T_j(t) of the coefficients at `offset`, by Clenshaw's recurrence. */
export function chebyshev(c: Float64Array, offset: number, t: number): number {
  let b = 0;
  let previous = 0;
  for (let j = POINTS - 1; j > 0; j--) {
    const next = c[offset + j] + 2 * t * b - previous;
    previous = b;
    b = next;
  }
  return c[offset] + t * b - previous;
}

/** Coefficients of the polynomial that agrees with f at the Chebyshev points of [a, b]. */
export function interpolate(f: (x: number) => number, a: number, b: number): Float64Array {
  const out = new Float64Array(POINTS);
  for (let k = 0; k < POINTS; k++) {
    const angle = (Math.PI * (k + 0.5)) / POINTS;
    const y = f(0.5 * (a + b) + 0.5 * (b - a) * Math.cos(angle));
    for (let j = 0; j < POINTS; j++) out[j] += ((j === 0 ? 1 : 2) / POINTS) * y * Math.cos(j * angle);
  }
  return out;
}

/** Coefficients of the parabola through (−1, left), (0, middle) and (1, right). */
export function parabola(left: number, middle: number, right: number): Float64Array {
  const out = new Float64Array(POINTS);
  out[0] = 0.25 * (left + 2 * middle + right);
  out[1] = 0.5 * (right - left);
  out[2] = 0.25 * (left - 2 * middle + right);
  return out;
}

/** Coefficients of the derivative with respect to x, on a panel of half width r. */
export function differentiate(c: Float64Array, r: number): Float64Array {
  const out = new Float64Array(POINTS);
  for (let j = POINTS - 1; j > 0; j--) out[j - 1] = (j + 1 < POINTS ? out[j + 1] : 0) + (2 * j * c[j]) / r;
  out[0] *= 0.5;
  return out;
}

/** Coefficients of an integral with respect to x, on a panel of half width r. */
export function integral(c: Float64Array, r: number): Float64Array {
  const out = new Float64Array(POINTS);
  for (let j = 1; j < POINTS; j++) {
    const next = j + 1 < POINTS ? c[j + 1] : 0;
    out[j] = (r * ((j === 1 ? 2 : 1) * c[j - 1] - next)) / (2 * j);
  }
  return out;
}

/**
 * A rigorous lower bound of a series on [−1, 1]: a polynomial of degree d exceeds its range on N + 1 Chebyshev extrema by
 * at most a factor 1/cos(π d/2N). Source: Ehlich–Zeller 1964, Schwankung von Polynomen zwischen Gitterpunkten.
 */
export function lowerBound(c: Float64Array): number {
  const samples = 8 * POINTS;
  let low = Infinity;
  let high = -Infinity;
  for (let k = 0; k <= samples; k++) {
    const value = chebyshev(c, 0, Math.cos((Math.PI * k) / samples));
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return 0.5 * (low + high) - (0.5 * (high - low)) / Math.cos((Math.PI * POINTS) / (2 * samples));
}
