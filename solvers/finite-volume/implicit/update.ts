import { aim, type System } from './system.ts';

/** How far one Newton update went. */
export interface Progress {
  /** Σ |δp| of the linearised system. */
  readonly change: number;
  /** |Σ (δp made − δp of the linearised system)|: mass that the limits of the update cost. */
  readonly lost: number;
}

/** An additive update may take this part of the way to an end of the domain. */
const ADDITIVE = 0.9;

/**
 * Applies δ log p = x to densities and multipliers.
 *
 * Additive, p + δp, unless that comes too near to an end of the domain. There it takes 90 % of the way, or, where U′ is
 * infinite at that end, goes by as much in ψ as the linearised system says, p = (U′)⁻¹(U′ + U″ δp), if that is
 * further: tails may fall by hundreds of orders of magnitude in one iteration. Near the solution all updates
 * that carry mass are additive, so that mass is exact.
 */
export function update(system: System, mu: number): Progress {
  const { internal, lower, upper, p, x } = system;
  const muLower = aim(system, lower, mu);
  const muUpper = aim(system, upper, mu);
  let change = 0;
  let lost = 0;
  for (let i = 0; i < p.length; i++) {
    const q = p[i];
    const dp = q * x[i];
    const toLower = q - lower.value;
    const toUpper = upper.value - q;
    let next = q + dp;
    if (-dp > ADDITIVE * toLower) {
      next = lower.value + (1 - ADDITIVE) * toLower;
      if (!lower.finiteSlope)
        next = Math.min(next, internal.inverse(internal.dU(q) + internal.d2U(q) * dp, 0));
    } else if (dp > ADDITIVE * toUpper) {
      next = upper.value - (1 - ADDITIVE) * toUpper;
      if (!upper.finiteSlope)
        next = Math.max(next, internal.inverse(internal.dU(q) + internal.d2U(q) * dp, 0));
    }
    if (lower.finiteSlope) advance(lower.multiplier, i, muLower, toLower, dp);
    if (upper.finiteSlope) advance(upper.multiplier, i, muUpper, toUpper, -dp);
    next = Math.min(Math.max(next, lower.closest), upper.closest);
    p[i] = next;
    change += Math.abs(dp);
    lost += next - q - dp;
  }
  return { change, lost: Math.abs(lost) };
}

/** Linearised complementarity, s + δs = (μ − s δd)/d for the distance d, keeping at least a tenth of s. */
function advance(multiplier: Float64Array, i: number, mu: number, distance: number, change: number): void {
  const s = multiplier[i];
  multiplier[i] = Math.max((mu - s * change) / distance, (1 - ADDITIVE) * s);
}
