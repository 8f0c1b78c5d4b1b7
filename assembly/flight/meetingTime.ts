/** More than the rounding of a few operations. */
export const ROUNDING: f64 = 1e-12;
/** Square of the cosine between line of centres and relative velocity below which a pair in contact passes. */
const GRAZING: f64 = 1e-20;

/** The time at which two points come as close as a distance whose square is given; Infinity if they do not. */
export function meetingTime(s: f64, b: f64, a: f64, square: f64): f64 {
  if (!(b < 0) || b * b <= GRAZING * a * s) return Infinity;
  if (s <= square) return 0;
  const discriminant = b * b - a * (s - square);
  return discriminant < 0 ? Infinity : (s - square) / (sqrt(discriminant) - b);
}
