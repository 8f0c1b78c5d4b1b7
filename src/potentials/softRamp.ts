import { positive } from '../errors/check.ts';
import { sphereSurface } from './ball.ts';
import { makePotential } from './make.ts';
import type { PairPotential } from './pairPotential.ts';

/** ∫_0^1 r^{d−1}(1 − e^{−a(1−r)}) dr. */
function mayer(a: number, d: number): number {
  // Below 2 the closed forms cancel; there Σ_{n≥1} −(−a)^n (d−1)!/(n + d)! ends after 25 terms at the latest.
  if (a < 2) {
    let term = 1 / d;
    let sum = 0;
    for (let n = 1; n <= 25; n++) {
      term *= -a / (n + d);
      sum -= term;
    }
    return sum;
  }
  const rest = -Math.expm1(-a);
  if (d === 1) return 1 - rest / a;
  if (d === 2) return 1 / 2 - 1 / a + rest / (a * a);
  return 1 / 3 - 1 / a + 2 / (a * a) - (2 * rest) / a ** 3;
}

/**
 * The ramp u(r) = A (1 − r) for r < 1, 0 beyond: a constant force A within the range.
 *
 * @param amplitude - A > 0, 1 unless given.
 * @see {@link pairPotential}
 */
export function softRamp(amplitude = 1): PairPotential {
  const a = positive('amplitude', amplitude);
  return makePotential({
    name: a === 1 ? 'softRamp' : `softRamp(${a})`,
    u: (r) => (r < 1 ? a * (1 - r) : 0),
    force: (r) => (r < 1 ? a : 0),
    cutoff: 1,
    // In one dimension it is a tent, a box convolved with itself; in more its transform takes both signs.
    positiveType: (d) => d === 1,
    closedForm: (d) => sphereSurface(d) * mayer(a, d),
  });
}
