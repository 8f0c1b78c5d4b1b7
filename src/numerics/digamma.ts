/**
 * ψ(x), the logarithmic derivative of Γ, with relative error near 1e-15 away from its zero at 1.46.
 *
 * @param x - a number > 0.
 * Source: Abramowitz–Stegun 6.3.5 (recurrence, up to 10) and 6.3.18 (asymptotic series).
 */
export function digamma(x: number): number {
  let z = x;
  let below = 0;
  for (; z < 10; z++) below -= 1 / z;
  const s = 1 / (z * z);
  const series =
    s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - s * (691 / 32760 - s / 12))))));
  return below + Math.log(z) - 0.5 / z - series;
}
