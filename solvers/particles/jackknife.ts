import type { Estimate } from './estimates.ts';

/** An estimate made again without one group of the data. */
export interface LeftOut {
  readonly value: number;
  /** The group's share of the data, in (0, 1). */
  readonly share: number;
}

/** What each group says by itself: h θ − (h − 1) θ_j, with h = 1/w_j of its share w_j. */
function pseudoValue(whole: number, { value, share }: LeftOut): number {
  return whole + (1 / share - 1) * (whole - value);
}

/** θ less its bias: g θ − Σ (1 − w_j) θ_j, as θ plus differences, so that nothing is lost when all are close. */
function corrected(whole: number, groups: readonly LeftOut[]): number {
  return groups.reduce((s, { value, share }) => s + (1 - share) * (whole - value), whole);
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
  const value = corrected(whole, groups);
  if (!Number.isFinite(value)) return unknown;
  let variance = 0;
  for (const group of groups)
    variance += (pseudoValue(whole, group) - value) ** 2 / (1 / group.share - 1) / groups.length;
  return { value, standardError: Math.sqrt(variance) };
}

/** Estimates from the same data, which vary together. @see {@link freeEnergyPath} */
export interface JointEstimate {
  readonly values: readonly number[];
  /** Of the values, row by row: the squares of their standard errors on the diagonal. */
  readonly covariance: readonly (readonly number[])[];
  /** Groups of the data, of which both were found. */
  readonly groups: number;
}

/**
 * {@link jackknife} of several estimates at once, with the covariance of their errors.
 *
 * @param estimates - each from all data, and without each group in turn: the same groups in the same order.
 */
export function jointJackknife(
  estimates: readonly { readonly whole: number; readonly without: readonly LeftOut[] }[],
): JointEstimate {
  const values = estimates.map(({ whole, without }) => corrected(whole, without));
  const deviations = estimates.map(({ whole, without }, k) =>
    without.map((group) => (pseudoValue(whole, group) - values[k]) / Math.sqrt(1 / group.share - 1)),
  );
  const groups = estimates[0].without.length;
  const covariance = deviations.map((a) =>
    deviations.map((b) => a.reduce((s, v, j) => s + v * b[j], 0) / groups),
  );
  return { values, covariance, groups };
}
