/**
 * Writes the stage c p⁰ + (1 − c)(p + Δt L) of a Runge–Kutta step, `share` being c; `out` may be p.
 *
 * @returns whether it lies in [lower, upper] everywhere.
 */
export function blend(
  out: Float64Array,
  p: Float64Array,
  rate: Float64Array,
  timeStep: number,
  initial: Float64Array,
  share: number,
  lower: number,
  upper: number,
): boolean {
  let inside = true;
  for (let i = 0; i < p.length; i++) {
    const euler = p[i] + timeStep * rate[i];
    // Written so that rounded shares of a third have no bias in mass.
    const blended = euler + share * (initial[i] - euler);
    out[i] = blended;
    if (!(blended >= lower && blended <= upper)) inside = false;
  }
  return inside;
}
