/** Square of the cosine between line of centres and relative velocity below which a pair in contact passes: what is overlapped is 1e-20 of ε². */
const GRAZING = 1e-20;

/**
 * The time at which two points on straight lines come as close as a distance, Infinity if they do not: the lesser root of
 * s + 2bt + at² = ε², without cancellation. A pair that is closer already and comes closer still, by rounding, meets at once.
 *
 * @param s - square of their distance.
 * @param b - scalar product of the differences of places and velocities.
 * @param a - square of the difference of velocities.
 * @param square - ε².
 */
export function meetingTime(s: number, b: number, a: number, square: number): number {
  if (!(b < 0) || b * b <= GRAZING * a * s) return Infinity;
  if (s <= square) return 0;
  const discriminant = b * b - a * (s - square);
  return discriminant < 0 ? Infinity : (s - square) / (Math.sqrt(discriminant) - b);
}
