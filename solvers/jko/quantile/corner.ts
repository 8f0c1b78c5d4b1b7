/** A C¹ function on [left, right] as two parabolas that meet at `knot`, by its values at their ends and middles. */
export interface Corner {
  readonly knot: number;
  /** Values at left, the middle of [left, knot], the knot, the middle of [knot, right], and right. */
  readonly values: readonly [number, number, number, number, number];
}

/**
 * Joins two smooth functions across [left, right]: values and slopes at both ends are met, and the result is convex
 * (concave) if the data are.
 *
 * Source: Schumaker 1983, On shape preserving quadratic spline interpolation.
 */
export function roundCorner(
  left: number,
  right: number,
  leftValue: number,
  rightValue: number,
  leftSlope: number,
  rightSlope: number,
): Corner {
  const h = right - left;
  const chord = (rightValue - leftValue) / h;
  const a = leftSlope - chord;
  const b = rightSlope - chord;
  let share = 0.5;
  // The knot may lie anywhere between an end and 2 b/(b − a), or 1 + 2 a/(b − a): half way.
  if (a * b < 0) share = Math.abs(b) < Math.abs(a) ? b / (b - a) : 1 + a / (b - a);
  const slope = 2 * chord - leftSlope * share - rightSlope * (1 - share);
  const knot = left + share * h;
  const down = share * h;
  const up = (1 - share) * h;
  const middle = leftValue + 0.5 * down * (leftSlope + slope);
  return {
    knot,
    values: [
      leftValue,
      leftValue + 0.5 * down * (0.75 * leftSlope + 0.25 * slope),
      middle,
      rightValue - 0.5 * up * (0.75 * rightSlope + 0.25 * slope),
      rightValue,
    ],
  };
}
