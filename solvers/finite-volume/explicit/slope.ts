/** How slopes inside cells are chosen. @see {@link finiteVolume} */
export type Limiter = 'adaptive' | 'minmod';

/**
 * Writes half of the slopes of the piecewise linear reconstruction along one axis, times h, from entry `at` of `out` on, for `count` cells
 * from `cell` on: the values at the two ends of a cell of average q ≥ 0 are q ∓ it. They are nonnegative and average to q.
 *
 * The slope is the central difference where that leaves both ends nonnegative, and generalised minmod with θ = 2 elsewhere,
 * or everywhere if `always`. Beside a wall the difference on the other side takes the place of the one that is not there.
 *
 * @param before - the first of the cells before these along the axis; negative if there is a wall. @param behind - of those behind.
 * Source: Carrillo–Chertock–Huang 2015, section 2.1, whose slopes are the adaptive ones.
 */
export function halfSlopes(
  out: Float64Array,
  at: number,
  p: Float64Array,
  before: number,
  cell: number,
  behind: number,
  count: number,
  always: boolean,
): void {
  for (let i = 0; i < count; i++) {
    const q = p[cell + i];
    const ahead = behind >= 0 ? p[behind + i] - q : 0;
    const back = before >= 0 ? q - p[before + i] : ahead;
    const forward = behind >= 0 ? ahead : back;
    let half = 0.25 * (back + forward);
    if (always || !(Math.abs(half) <= q)) {
      // Written out, for a loop that calls anything checks its arrays anew in every cell. Half of the minmod of 2 back, (back + forward)/2, 2 forward.
      const rising = Math.max(0, Math.min(back, half, forward));
      const falling = Math.min(0, Math.max(back, half, forward));
      // One-sided differences at walls may exceed what that would leave between two neighbours.
      half = Math.min(Math.max(rising + falling, -q), q);
    }
    out[at + i] = half;
  }
}
