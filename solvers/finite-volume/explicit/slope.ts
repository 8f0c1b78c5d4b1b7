/** How slopes inside cells are chosen. */
export type Limiter = 'adaptive' | 'minmod';

/** The generalised minmod parameter, 1 ≤ θ ≤ 2: at 2 the least dissipative one that keeps end values nonnegative. */
const THETA = 2;

/** The generalised minmod of the left, central and right differences of neighbouring cell averages. */
function minmod(back: number, forward: number): number {
  if (back > 0 && forward > 0) return Math.min(THETA * back, 0.5 * (back + forward), THETA * forward);
  if (back < 0 && forward < 0) return Math.max(THETA * back, 0.5 * (back + forward), THETA * forward);
  return 0;
}

/**
 * Half of the slope of the piecewise linear reconstruction along one axis, times h: the values at the two ends of a cell
 * of average q ≥ 0 are q ∓ it. They are nonnegative and average to q.
 *
 * The slope is the central difference where that leaves both ends nonnegative, and generalised minmod with θ = 2 elsewhere,
 * or everywhere if `always`. Beside a wall `back` and `forward` are both the difference on the other side.
 *
 * @param back - q minus the average of the cell before.
 * @param forward - the average of the cell behind minus q.
 * Source: Carrillo–Chertock–Huang 2015, section 2.1, whose slopes are the adaptive ones.
 */
export function halfSlope(back: number, forward: number, q: number, always: boolean): number {
  const central = 0.25 * (back + forward);
  return !always && Math.abs(central) <= q ? central : limitedHalfSlope(back, forward, q);
}

/** {@link halfSlope} by minmod: apart, so that loops can take the other, frequent case without a call. */
export function limitedHalfSlope(back: number, forward: number, q: number): number {
  // One-sided differences at walls may exceed what minmod would leave between two neighbours.
  return Math.min(Math.max(0.5 * minmod(back, forward), -q), q);
}
