import { finite } from '../../../src/errors/check.ts';
import { incompleteBeta, logOfBeta } from '../../../src/numerics/incompleteBeta.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { overStrip } from './overStrip.ts';
import { reducedStrip } from './reducedStrip.ts';
import { reflectedStripCdf, reflectedStripDensity } from './reflectedStrip.ts';

/**
 * The exact expected number of pairs of Brownian hard rods that are no further apart than each of some distances, without sampling.
 *
 * The m-th rod to the right of one is within r of it if at least m of the other N − 1 points lie within r − mε to the right of its
 * point y; they are independent, with distribution function G and density q, so that
 *
 *   E #{i < j : |x_i − x_j| ≤ r} = N ∫_0^ℓ q(y) Σ_{1 ≤ m ≤ r/ε} I_{G(y + r − mε) − G(y)}(m, N − m) dy
 *
 * with the regularised incomplete beta function I. Divided by what {@link rodDensity} gives for independent rods, its increments
 * are the pair correlation function.
 *
 * @param model - hard rods, V = 0, whose initial density is the indicator of an interval.
 * @param distances - any lengths r.
 * @param time - ≥ 0; Infinity gives equilibrium.
 * @returns one number in [0, N (N − 1)/2] per distance, with relative error near 1e-10.
 * @throws CapabilityError for any other model, saying what is missing; ArgumentError.
 * Source: the order statistics of independent variables, after the map of Tonks 1936.
 * @see [Estimators](/theory/estimators)
 */
export function rodPairs(model: ParticleModel, distances: ArrayLike<number>, time: number): Float64Array {
  const strip = reducedStrip('rodPairs', model, time);
  const { particles: n, epsilon, free, a, b } = strip;
  const logBeta = Float64Array.from({ length: n }, (_, m) => (m === 0 ? 0 : logOfBeta(m, n - m)));
  const below = (y: number): number => reflectedStripCdf(y, time, a, b, free);

  return Float64Array.from(distances, (distance, k) => {
    const r = finite(`distances[${k}]`, distance);
    if (r <= epsilon) return 0;
    // The expected number of rods within r to the right of one whose point is y.
    const within = (y: number): number => {
      const left = below(y);
      let sum = 0;
      for (let m = 1; m < n && m * epsilon < r; m++) {
        const share = incompleteBeta(below(y + r - m * epsilon) - left, m, n - m, logBeta[m]);
        // It decreases with m: the rest adds nothing.
        if (share < 1e-18) break;
        sum += share;
      }
      return sum;
    };
    return n * overStrip(strip, time, (y) => reflectedStripDensity(y, time, a, b, free) * within(y));
  });
}
