import type { Estimate } from '../estimates.ts';

/** Most groups of realisations. */
const GROUPS = 10;
/** Fewest realisations of a group: in groups of few, order among the particles of one does not show. */
const MEMBERS = 10;

/**
 * An estimate from all realisations, with the standard error that groups of them show, each by itself.
 *
 * The spread of an average over points would be too small: points near to one another share their neighbours. Groups share nothing.
 *
 * @param total - number of realisations.
 * @param estimate - from a list of realisations, at least two.
 * @returns an infinite error with fewer than twenty realisations, or where an estimate is infinite.
 */
export function overGroups(total: number, estimate: (members: readonly number[]) => number): Estimate {
  const all = Array.from({ length: total }, (_, r) => r);
  const value = estimate(all);
  const groups = Math.min(GROUPS, Math.floor(total / MEMBERS));
  if (groups < 2) return { value, standardError: Infinity };
  const own = Array.from({ length: groups }, (_, g) => estimate(all.filter((r) => r % groups === g)));
  const mean = own.reduce((a, b) => a + b, 0) / groups;
  const spread = own.reduce((s, v) => s + (v - mean) ** 2, 0);
  const standardError = Math.sqrt(spread / (groups - 1) / groups);
  return { value, standardError: Number.isFinite(standardError) ? standardError : Infinity };
}
