import type { NonlocalPart } from '../energy/nonlocal/nonlocalPart.ts';

const MOST_ITERATIONS = 300;

/** Σ c_i x_i / Σ c_i, 0 where there is no c. */
export function weightedMean(x: Float64Array, c: Float64Array): number {
  let s = 0;
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    s += c[i] * x[i];
    total += c[i];
  }
  return total > 0 ? s / total : 0;
}

/** What Newton's method would add to the field. */
export interface NewtonField {
  readonly change: Float64Array;
  /** δp, together with the direction in which the operator was seen not to be positive. */
  readonly step: Float64Array;
  /** Whether U″ + W∗ was seen to have a direction without mass in which it is not positive. */
  readonly indefinite: boolean;
}

/**
 * r + W∗δp for the solution of (1/c + W∗) δp = λ − r with Σ δp = 0, by conjugate gradients, preconditioned by c; in directions in
 * which the operator is not positive it stops short of them.
 *
 * @param r - W∗p − field. @param c - 1/U″, 0 where p is at a bound. @param tolerance - relative, of residuals in the norm of c.
 * @param rounding - of r: nothing is solved for below it, where soft directions, such as translations on a torus, would blow it up.
 * Source: Steihaug 1983, for stopping at negative curvature.
 */
export function newtonField(
  r: Float64Array,
  c: Float64Array,
  nonlocal: NonlocalPart,
  tolerance: number,
  rounding: number,
): NewtonField {
  const n = r.length;
  const change = r.slice();
  const step = new Float64Array(n);
  const rest = r.map((v) => -v);
  let total = 0;
  for (let i = 0; i < n; i++) total += c[i];
  const [u, direction, image] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  let rho = 0;
  let enough = 0;
  for (let k = 0; k < MOST_ITERATIONS; k++) {
    const mean = weightedMean(rest, c);
    let next = 0;
    for (let i = 0; i < n; i++) next += c[i] * (rest[i] - mean) ** 2;
    if (k === 0) enough = Math.max(tolerance * tolerance * next, rounding * rounding * total);
    if (!(next > enough)) break;
    const beta = k === 0 ? 0 : next / rho;
    rho = next;
    for (let i = 0; i < n; i++) {
      u[i] = rest[i] - mean + beta * u[i];
      direction[i] = c[i] * u[i];
    }
    nonlocal.firstVariation(image, direction);
    let curvature = 0;
    for (let i = 0; i < n; i++) curvature += direction[i] * (u[i] + image[i]);
    if (!(curvature > 0)) {
      for (let i = 0; i < n; i++) step[i] += direction[i];
      return { change, step, indefinite: true };
    }
    const alpha = rho / curvature;
    for (let i = 0; i < n; i++) {
      change[i] += alpha * image[i];
      step[i] += alpha * direction[i];
      rest[i] -= alpha * (u[i] + image[i]);
    }
  }
  return { change, step, indefinite: false };
}
