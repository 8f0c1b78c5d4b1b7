import { logGamma } from './gamma.ts';

const TINY = 1e-300;

/** Lentz's evaluation of the continued fraction of I_x(a, b), fast for x < (a + 1)/(a + b + 2). */
function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < TINY ? TINY : d);
  let h = d;
  // O(√max(a, b)) rounds are needed; the limit is out of reach for a, b up to 1e8.
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    c = 1 + even / c;
    if (Math.abs(c) < TINY) c = TINY;
    h *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    c = 1 + odd / c;
    if (Math.abs(c) < TINY) c = TINY;
    h *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return h;
}

/**
 * The regularised incomplete beta function I_x(a, b) = ∫_0^x t^{a−1}(1 − t)^{b−1} dt / B(a, b).
 *
 * For integers, I_x(i, n − i + 1) is the probability that at least i of n independent events of probability x happen.
 *
 * @param x - in [0, 1].
 * @param a - > 0.
 * @param b - > 0.
 * @param logBeta - log B(a, b) where the caller knows it.
 * Source: Abramowitz–Stegun 26.5.8; Lentz 1976.
 */
export function incompleteBeta(x: number, a: number, b: number, logBeta: number = logOfBeta(a, b)): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a, logBeta);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta) / a;
  return front < 1e-300 ? 0 : front * continuedFraction(x, a, b);
}

/** log B(a, b), for a, b > 0. */
export function logOfBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}
