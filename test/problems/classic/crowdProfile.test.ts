import { grid } from 'ottoflow';
import { crowdProfile } from 'ottoflow/problems';
import { expect, test } from 'vitest';

/**
 * The JKO step of ∫x²/2 p under p ≤ 1 from equal parcels, naively: maximal shrinking y/(1 + τ) is pushed apart to distances ≥ m by the
 * projection that is least in squares, pool by pool.
 */
function step(y: readonly number[], m: number, tau: number): number[] {
  // x_i − i m must be nondecreasing: isotonic regression of the shrunk parcels.
  const pools: { sum: number; count: number }[] = [];
  for (const [i, v] of y.entries()) {
    pools.push({ sum: v / (1 + tau) - i * m, count: 1 });
    for (let last = pools.length - 1; last > 0; last--) {
      const [a, b] = [pools[last - 1], pools[last]];
      if (a.sum / a.count < b.sum / b.count) break;
      pools.splice(last - 1, 2, { sum: a.sum + b.sum, count: a.count + b.count });
    }
  }
  return pools
    .flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count))
    .map((s, i) => s + i * m);
}

test('steps of parcels that are kept apart give the profile', () => {
  const n = 4000;
  const tau = 0.1;
  // Quantiles of (3/4)(1 − x²): x = 2 sin(asin(2u − 1)/3).
  let x = Array.from({ length: n }, (_, i) => 2 * Math.sin(Math.asin((2 * (i + 0.5)) / n - 1) / 3));
  const line = grid([[-1, 1]], [40]);
  for (let k = 1; k <= 9; k++) {
    x = step(x, 1 / n, tau);
    const exact = crowdProfile(line, (1 + tau) ** k);
    let cumulative = 0;
    for (let i = 0; i < 40; i++) {
      cumulative += exact.values[i] * line.cellVolume;
      const edge = line.axes[0].lower + (i + 1) * line.axes[0].spacing;
      expect(Math.abs(x.filter((s) => s < edge).length / n - cumulative)).toBeLessThan(1.5 / n);
    }
  }
});
