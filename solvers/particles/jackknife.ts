import type { Estimate } from './estimates.ts';

/** An estimate made again without one group of the data. */
export interface LeftOut {
  readonly value: number;
  /** The group's share of the data, in (0, 1). */
  readonly share: number;
}

/**
 * Corrects an estimate for its bias of first order in 1/n and gives its standard error, from estimates without each group
 * of the data in turn. Groups must be independent of each other; what is inside them need not be.
 *
 * With g groups of shares w_j and h_j = 1/w_j: value = g θ − Σ (1 − w_j) θ_j, and the variance is the mean of
 * (h_j θ − (h_j − 1) θ_j − value)²/(h_j − 1). Groups of equal size give the textbook formulae.
 *
 * @param whole - the estimate θ from all data.
 * @returns the estimate itself with an infinite error if there are fewer than two groups, or if anything is infinite.
 * Source: Busing–Meijer–van der Leeden 1999, Delete-m jackknife for unequal m.
 */
export function jackknife(whole: number, groups: readonly LeftOut[]): Estimate {
  const unknown = { value: whole, standardError: Infinity };
  if (groups.length < 2 || !Number.isFinite(whole)) return unknown;
  // θ plus differences: nothing is lost when all estimates are close.
  const value = groups.reduce((s, { value: without, share }) => s + (1 - share) * (whole - without), whole);
  if (!Number.isFinite(value)) return unknown;
  let variance = 0;
  for (const { value: without, share } of groups) {
    const h = 1 / share;
    const pseudo = whole + (h - 1) * (whole - without);
    variance += (pseudo - value) ** 2 / (h - 1) / groups.length;
  }
  return { value, standardError: Math.sqrt(variance) };
}
