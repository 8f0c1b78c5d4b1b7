import type { Certificate } from '../../src/index.ts';

/** A certificate and what falls off while it is computed. */
export interface Evaluation extends Certificate {
  /** W₂ of the step in the discrete metric, (Σ_j Δs h^d Σ_f m²/θ)^{1/2}. */
  readonly transport: number;
  /** E(p^0) − E(p^S). */
  readonly decrease: number;
  /** A gap below this is rounding, however little the energy decreases. */
  readonly rounding: number;
  /** h^d Σ p^S |y|, the size of the parts of E. */
  readonly size: number;
}

/** The gap over the decrease of E; at most 1 if it is nothing but rounding, infinite if E does not decrease otherwise. */
export function relativeGap(gap: number, decrease: number, rounding: number): number {
  if (gap === Infinity) return Infinity;
  if (gap <= rounding) return Math.min(gap / Math.max(decrease, rounding), 1);
  return decrease > 0 ? gap / decrease : Infinity;
}

/**
 * What of a gap is rounding: squares of rounded differences, and for S > 1 the slack of the Hamilton–Jacobi inequality, which enters
 * as it is.
 *
 * @param largest - of the terms that cancel in y − δE; see {@link roundedSize}.
 */
export function gapRounding(
  largest: number,
  mass: number,
  { timeStep, intervals }: { readonly timeStep: number; readonly intervals: number },
  spacing: number,
): number {
  const unit = Number.EPSILON * (1 + largest);
  return mass * ((1 + timeStep / spacing ** 2) * (16 * unit) ** 2 + (intervals - 1) * 8 * unit);
}

/**
 * The largest min(|y|, |δE|), which is what is rounded where both agree. Either alone is no measure: δE is not in a vacuum, and y is not
 * where potentials have run wild, which must not pass for rounding.
 */
export function roundedSize(y: Float64Array, slope: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < y.length; i++)
    largest = Math.max(largest, Math.min(Math.abs(y[i]), Math.abs(slope[i])));
  return largest;
}

/**
 * Whether the gap is within `tolerance` of the decrease of E, or nothing but rounding.
 *
 * @param resolution - smallest gap, relative to the size of E, that the method can be asked for where E hardly decreases.
 */
export function isSolved(
  { gap, decrease, rounding, size }: Evaluation,
  tolerance: number,
  resolution = 0,
): boolean {
  return gap < Infinity && gap <= Math.max(tolerance * decrease, rounding, resolution * size);
}
