import { DivergentIntegralError } from '../errors/divergentIntegralError.ts';
import { integrate } from '../numerics/gaussKronrod.ts';
import { sphereSurface } from './ball.ts';
import type { PairPotential } from './pairPotential.ts';

type Shape = Pick<PairPotential, 'name' | 'u' | 'cutoff'>;

/** Relative to the integral of the absolute value, from the outer variable inward: each finer than what it is part of. */
const TOLERANCES = [1e-7, 1e-8, 1e-9] as const;
/** What panels may add before they are the end. */
const NEGLIGIBLE = 1e-12;
/** Panels of log r, each a factor of two, to either side. */
const PANELS = 300;

/** ∫ f(|x − y|) over the directions of y in which |x − y| ≥ |x|, with |x| = r and |y| = v r ≤ r, and f = 0 beyond the cutoff. */
function overDirections(
  f: (r: number) => number,
  r: number,
  v: number,
  cutoff: number,
  dimension: number,
): number {
  const farthest = r * (1 + v);
  const end = Math.min(farthest, cutoff);
  if (end <= r) return 0;
  if (dimension === 1) return farthest < cutoff ? f(farthest) : 0;
  const [, , tolerance] = TOLERANCES;
  if (dimension === 3)
    return ((2 * Math.PI) / (r * r * v)) * integrate((t) => t * f(t), r, end, tolerance).value;
  const opening = (t: number): number => Math.acos((1 + v * v - (t / r) ** 2) / (2 * v));
  const last = farthest <= cutoff ? Math.PI : opening(cutoff);
  const side = (angle: number): number => r * Math.sqrt(1 + v * v - 2 * v * Math.cos(angle));
  return 2 * integrate((angle) => f(side(angle)), Math.acos(v / 2), last, tolerance).value;
}

/**
 * B₃ = −⅓ ∬ f(|x|) f(|y|) f(|x − y|) dx dy with f = e^{−u} − 1, of the pressure n (1 + B₂ n + B₃ n² + …) of a uniform fluid, for
 * a soft u, in units of ε^{2d}.
 *
 * Of the six orders of the sides of a triangle one is integrated over, |y| ≤ |x| ≤ |x − y|:
 *
 *     B₃ = −2 S_d ∫_0^∞ r^{2d−1} f(r) ∫_0^1 v^{d−1} f(v r) ∫ f(t) dσ dv dr,   t ≥ r,
 *
 * so that t is never small and all integrands are as smooth as u away from r = 0. Kinks other than at the cutoff cost time.
 *
 * @returns to 9 digits for smooth u.
 * @throws DivergentIntegralError if it is infinite or cannot be found.
 * Source: Mayer–Mayer 1940, Statistical mechanics.
 */
export function thirdVirialIntegral({ name, u, cutoff }: Shape, dimension: number): number {
  const [outer, middle] = TOLERANCES;
  const f = (r: number): number => Math.expm1(-u(r));
  const overShorter = (r: number): number => {
    const integrand = (v: number): number =>
      v ** (dimension - 1) * f(v * r) * overDirections(f, r, v, cutoff, dimension);
    // Where the longest side reaches the cutoff there is a kink.
    const kink = Math.min(1, Math.max(0, cutoff / r - 1));
    return [0, kink].reduce((sum, from, k) => {
      const to = [kink, 1][k];
      return from < to ? sum + integrate(integrand, from, to, middle).value : sum;
    }, 0);
  };
  const integrand = (s: number): number => {
    const r = Math.exp(s);
    return r ** (2 * dimension) * f(r) * overShorter(r);
  };
  const start = cutoff < Infinity ? Math.log(cutoff) : 0;
  let sum = 0;
  let absolute = 0;
  const along = (sign: 1 | -1): void => {
    let idle = 0;
    for (let k = 0; idle < 2; k++) {
      const [near, far] = [start + sign * k * Math.LN2, start + sign * (k + 1) * Math.LN2];
      const part = integrate(integrand, Math.min(near, far), Math.max(near, far), outer);
      if (!Number.isFinite(part.value) || k === PANELS)
        throw new DivergentIntegralError(`${name}: B₃ in dimension ${dimension} was not found`);
      sum += part.value;
      absolute += part.absolute;
      idle = part.absolute <= NEGLIGIBLE * absolute ? idle + 1 : 0;
    }
  };
  along(-1);
  if (cutoff === Infinity) along(1);
  return -2 * sphereSurface(dimension) * sum;
}
