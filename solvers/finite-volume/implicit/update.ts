import type { Pointwise } from '../../../src/energy/pointwise.ts';
import { aim, type End, type System } from './system.ts';

/** How far one Newton update went. */
export interface Progress {
  /** Σ |δp| of the linearised system. */
  readonly change: number;
  /** |Σ (δp made − δp of the linearised system)|: mass that the limits of the update cost. */
  readonly lost: number;
  /** Σ of the residuals of cells whose relative change was not small: far from where they belong, however little they hold. */
  readonly unsettled: number;
}

/** An additive update may take this part of the way to an end of the domain. */
const ADDITIVE = 0.9;
/** Relative change of a cell beyond which linearisation says nothing yet. */
const SETTLED = 1e-3;

/**
 * Applies δ log p = x to densities and multipliers.
 *
 * Additive, p + δp, unless that comes too near to an end of the domain. There it takes 90 % of the way, or, where U′ is
 * infinite at that end, goes by as much in ψ as the linearised system says, p = (U′)⁻¹(U′ + U″ δp), if that is
 * further: tails may fall by hundreds of orders of magnitude in one iteration. Near the solution all updates
 * that carry mass are additive, so that mass is exact.
 *
 * @param mu - complementarity aimed at.
 * @param follow - lets cells with a multiplier go to distance μ/multiplier at once, if they are to be nearer than that.
 */
export function update(system: System, mu: number, follow: boolean): Progress {
  const { internal, lower, upper, p, x } = system;
  const muLower = aim(system, lower, mu);
  const muUpper = aim(system, upper, mu);
  let change = 0;
  let lost = 0;
  let unsettled = 0;
  for (let i = 0; i < p.length; i++) {
    const q = p[i];
    const dp = q * x[i];
    const toLower = q - lower.value;
    const toUpper = upper.value - q;
    if (lower.finiteSlope) advance(lower.multiplier, i, muLower, toLower, dp);
    if (upper.finiteSlope) advance(upper.multiplier, i, muUpper, toUpper, -dp);
    let next = q + dp;
    if (-dp > ADDITIVE * toLower)
      next = lower.value + approach(lower, i, muLower, toLower, internal, q, dp, follow);
    else if (dp > ADDITIVE * toUpper)
      next = upper.value - approach(upper, i, muUpper, toUpper, internal, q, dp, follow);
    next = Math.min(Math.max(next, lower.closest), upper.closest);
    p[i] = next;
    change += Math.abs(dp);
    lost += next - q - dp;
    if (Math.abs(x[i]) > SETTLED) unsettled += Math.abs(system.residual[i]);
  }
  return { change, lost: Math.abs(lost), unsettled };
}

/** The distance from an end to which a cell may come that is `distance` away and would go by δp to it or beyond. */
function approach(
  { value, finiteSlope, multiplier }: End,
  i: number,
  mu: number,
  distance: number,
  { dU, d2U, inverse }: Pointwise,
  p: number,
  dp: number,
  follow: boolean,
): number {
  const target = finiteSlope
    ? follow
      ? mu / multiplier[i]
      : Infinity
    : Math.abs(inverse(dU(p) + d2U(p) * dp, 0) - value);
  return Math.min((1 - ADDITIVE) * distance, target);
}

/** Linearised complementarity, s + δs = (μ − s δd)/d for the distance d, keeping at least a tenth of s. */
function advance(multiplier: Float64Array, i: number, mu: number, distance: number, change: number): void {
  const s = multiplier[i];
  multiplier[i] = Math.max((mu - s * change) / distance, (1 - ADDITIVE) * s);
}
