/** B(x) = x/(eˣ − 1), without overflow: −x far to the left, x e⁻ˣ far to the right. */
export function bernoulli(x: number): number {
  if (x === 0) return 1;
  if (x > 700) return Math.min(x, 1e300) * Math.exp(-x);
  return x / Math.expm1(x);
}

/** Below this the quotients of {@link bernoulliTilt} cancel more than three terms of its series miss. */
const NEAR = 0.1;

/** The odd part B′/B + ½ = 1/x − ½ coth(x/2) of the logarithmic derivative, between −½ and ½. */
export function bernoulliTilt(x: number): number {
  if (Math.abs(x) < NEAR) {
    const y = x * x;
    return (-x / 12) * (1 - (y / 60) * (1 - (y / 42) * (1 - y / 40)));
  }
  return 1 / x - 0.5 / Math.tanh(0.5 * x);
}
