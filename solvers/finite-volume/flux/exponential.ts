import type { Pointwise } from '../../../src/energy/pointwise.ts';
import { bernoulli, bernoulliTilt } from './bernoulli.ts';
import { diffusivity, type FaceDiffusivity } from './diffusivity.ts';
import type { FaceFlux, FaceFluxName } from './faceFlux.ts';

/** What distinguishes the fluxes (ε/h)[B(x) a − B(−x) b]: a weight B > 0 with B(−x) = eˣ B(x) and B(0) = 1. */
export interface ExponentialWeight {
  /** B(x). */
  readonly value: (x: number) => number;
  /** B′/B + ½, an odd function. */
  readonly tilt: (x: number) => number;
  /** The limit of −B(x)/x as x → −∞. */
  readonly growth: number;
}

/** Beyond this |x|, e⁻ˣ is below rounding, and weights grow linearly. */
const FAR = 40;

/**
 * The fluxes (ε/h)[B(x) a − B(−x) b] with ε of {@link diffusivity} and x = ΔΦ/ε, Φ = ψ − U′.
 *
 * As log(b/a) + x is s = Δψ/ε, that is −(ε/h) a B(x) (e^s − 1), and
 *
 *     θ = a B(x)/β(s) = b B(−x)/β(−s),        β(s) = s/(e^s − 1):
 *
 * exactly none at rest, whatever rounding does to x. Of the two forms the one upstream is taken, in which β ≥ 1. Where |s| and |x|
 * are so large that exponentials are below rounding – p U″ vanishes with p – it is θ = upstream · growth · ΔΦ/Δψ, without ε.
 */
export function exponential(
  name: FaceFluxName,
  { value, tilt, growth }: ExponentialWeight,
  internal: Pointwise,
  size: number,
): FaceFlux {
  const { dU, d2U } = internal;
  const logarithm = new Float64Array(size);
  const slope = new Float64Array(size);
  const pressure = new Float64Array(size);
  const face: FaceDiffusivity = { epsilon: 0, byLeft: 0, byRight: 0 };
  return {
    name,
    update(p) {
      for (let i = 0; i < size; i++) {
        // Densities between steps may be zero.
        logarithm[i] = Math.log(Math.max(p[i], Number.MIN_VALUE));
        pressure[i] = dU(p[i]);
        slope[i] = p[i] * d2U(p[i]);
      }
    },
    weigh({ theta, byLeft, byRight, byJump }, p, psi, left, right, count) {
      for (let i = 0; i < count; i++) {
        const l = left + i;
        const r = right + i;
        const a = p[l];
        const b = p[r];
        const jump = psi[r] - psi[l];
        const log = logarithm[r] - logarithm[l];
        const rise = pressure[r] - pressure[l];
        diffusivity(face, internal, a, log, rise, slope[l], slope[r]);
        const { epsilon } = face;
        const rightwards = jump < 0;
        const upstream = rightwards ? a : b;
        const sign = rightwards ? 1 : -1;
        const s = jump === 0 ? 0 : jump / epsilon;
        const x = s - log;
        if (sign * s < -FAR && sign * x < -FAR) {
          const scale = (growth * upstream) / jump;
          const weight = scale * (jump - rise);
          theta[i] = weight;
          byJump[i] = (scale * rise) / jump;
          byLeft[i] = ((rightwards ? weight : 0) + scale * slope[l]) / a;
          byRight[i] = ((rightwards ? 0 : weight) - scale * slope[r]) / b;
        } else {
          const weight = (upstream * value(sign * x)) / bernoulli(sign * s);
          const odd = tilt(x);
          const byPotential = odd - bernoulliTilt(s);
          const byDiffusivity = (byPotential * s) / epsilon;
          theta[i] = weight;
          byJump[i] = (weight * byPotential) / epsilon;
          byLeft[i] = (weight * (0.5 + odd - byDiffusivity * face.byLeft)) / a;
          byRight[i] = (weight * (0.5 - odd - byDiffusivity * face.byRight)) / b;
        }
      }
    },
  };
}
