import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { within } from '../../../src/errors/check.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { sphereSurface } from '../../../src/potentials/ball.ts';
import type { PairPotential } from '../../../src/potentials/pairPotential.ts';
import type { Arena } from '../stepping/arena.ts';

/** Share of the excluded volume that cutting off may cost. */
const SHARE = 0.01;
/** The least distance, in units of the range, at which a potential without end is cut off. */
const LEAST = 5;
const PANELS = 1000;

/** α of the force −u′ cut off at R, whose potential is u − u(R): S_d ∫_0^R r^{d−1} (1 − e^{u(R) − u(r)}) dr, by Simpson's rule. */
export function excludedVolumeWithin({ u }: PairPotential, dimension: number, cutoff: number): number {
  const end = u(cutoff * (1 - 1e-12));
  const h = cutoff / (2 * PANELS);
  let sum = 0;
  for (let k = 1; k < 2 * PANELS; k++)
    sum += (k % 2 === 1 ? 4 : 2) * (k * h) ** (dimension - 1) * -Math.expm1(end - u(k * h));
  // On a line the integrand does not vanish at r = 0.
  if (dimension === 1) sum += -Math.expm1(end - u(1e-9 * h));
  return (sphereSurface(dimension) * sum * h) / 3;
}

/**
 * The distance R ε at which `soft` particles cease to feel each other: `cutoff` ε, or where the potential ends; or for one without end
 * the least R ≥ 5 that takes at most a hundredth from α_u.
 *
 * Between walls a cutoff that was not asked for is no longer than the box's diagonal, where all pairs feel each other.
 *
 * @throws ArgumentError if the box is too small, along a periodic axis for any cutoff; DivergentIntegralError.
 */
export function reachOf(
  { pair, epsilon }: ParticleModel,
  { dimension, lengths, periodic }: Arena,
  asked: number | undefined,
): number {
  const diagonal = Math.hypot(...lengths);
  const room = periodic.reduce((least, p, k) => (p ? Math.min(least, lengths[k]) : least), diagonal);
  if (asked !== undefined) return epsilon * within('cutoff', asked, 1e-6, room / epsilon);
  let cutoff = Math.min(pair.cutoff, LEAST);
  if (cutoff < pair.cutoff) {
    const alpha = pair.excludedVolume(dimension);
    const lost = (): number => Math.abs(alpha - excludedVolumeWithin(pair, dimension, cutoff));
    while (cutoff * epsilon < diagonal && lost() > SHARE * alpha) cutoff *= 1.02;
    cutoff = Math.min(cutoff, pair.cutoff);
  }
  const reach = Math.min(cutoff * epsilon, diagonal);
  if (reach > room)
    throw new ArgumentError(
      'epsilon',
      epsilon,
      `a range at which forces end within the length ${room} of a periodic axis; here they reach ${reach}, unless a cutoff is given`,
    );
  return reach;
}
