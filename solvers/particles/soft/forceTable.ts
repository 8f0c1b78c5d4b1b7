import type { PairLaw } from '../pairs/pairLaw.ts';

/** Entries of the table: with 8192 a Yukawa force is within 6e-5, r^−5 within 1.1e-3 of itself where it is steepest, at their own cutoffs. */
const ENTRIES = 8192;
/** Square of the distance, in units of the range, below which forces are too steep for the table. */
const NEAR = 0.5;
/** Closer than this, in units of the range, a force grows no more: displacements are capped there long since. */
const CLOSEST = 1e-3;
const HUGE = 1e60;

/**
 * The force (1/ε) F(r/ε) along the line of centres as a {@link PairLaw}: g(s) = F(√s/ε)/(ε √s).
 *
 * @param force - F = −u′ in units of the range.
 * @param reach - distance from which on there is none.
 */
export function forceTable(force: (r: number) => number, epsilon: number, reach: number): PairLaw {
  const g = (s: number): number => {
    const r = Math.max(Math.sqrt(s) / epsilon, CLOSEST);
    return Math.min(HUGE, force(r) / (r * epsilon * epsilon));
  };
  const scale = ENTRIES / (reach * reach);
  const table = new Float64Array(ENTRIES + 2);
  for (let k = 1; k < ENTRIES; k++) table[k] = g(k / scale);
  table[0] = table[1];
  // From inside: at the reach itself the force may have ended.
  table[ENTRIES] = g((reach * (1 - 1e-12)) ** 2);
  return { reach: reach * reach, near: NEAR * epsilon * epsilon, close: g, table, scale };
}
