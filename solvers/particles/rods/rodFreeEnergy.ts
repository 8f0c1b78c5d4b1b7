import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { overStrip } from './overStrip.ts';
import { reducedStrip } from './reducedStrip.ts';
import { reflectedStripDensity } from './reflectedStrip.ts';

/**
 * The exact microscopic free energy per particle of N Brownian hard rods at a time, (1/N) ∫_{Ω^N} P log P of (4.3).
 *
 * The map to points, y_i = x_i − ε times the number of rods to the left of x_i, keeps volumes, and the points are independent: P is the
 * product of their densities q(y_i, t), so that (1/N) ∫ P log P = ∫_0^ℓ q log q dy for any N, by quadrature. At `time` = Infinity it is
 * −log ℓ; what it is above that is the relative entropy per particle of the law of all rods to their equilibrium.
 *
 * @param model - hard rods, V = 0, whose initial density is the indicator of an interval.
 * @param time - ≥ 0; Infinity gives equilibrium.
 * @returns a number with relative error near 1e-10.
 * @throws CapabilityError for any other model, saying what is missing; ArgumentError.
 * Source: (4.3), after the map of Tonks 1936.
 * @see [Estimators](/theory/estimators)
 */
export function rodFreeEnergy(model: ParticleModel, time: number): number {
  const strip = reducedStrip('rodFreeEnergy', model, time);
  const { a, b, free } = strip;
  return overStrip(strip, time, (y) => {
    const q = reflectedStripDensity(y, time, a, b, free);
    return q > 0 ? q * Math.log(q) : 0;
  });
}
