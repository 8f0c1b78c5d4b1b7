import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Density } from '../../src/density/index.ts';
import { grid } from '../../src/grid/index.ts';
import { faceMeanNames, faceMean as meanOf } from '../../src/mean/index.ts';
import { flux, mobilities, potentialBetween } from '../../src/testing/solver/stepMetric.ts';
import { transportCost } from '../../src/testing/solver/transportCost.ts';
import { wassersteinDistance } from '../../src/transport/wasserstein1d.ts';

const masses = (n: number): fc.Arbitrary<Float64Array> =>
  fc
    .array(fc.integer({ min: 0, max: 100 }), { minLength: n, maxLength: n })
    .filter((a) => a.some((v) => v > 0))
    .map((a) => {
      const total = a.reduce((s, v) => s + v, 0);
      return Float64Array.from(a, (v) => v / total);
    });

/** All orders of 0 … n − 1. */
function orders(n: number): number[][] {
  if (n === 0) return [[]];
  return orders(n - 1).flatMap((order) =>
    Array.from({ length: n }, (_, k) => [...order.slice(0, k), n - 1, ...order.slice(k)]),
  );
}

test('of all ways to assign equal masses none is cheaper than the transport', () => {
  const n = 5;
  const even = new Float64Array(n).fill(1);
  const costs = fc.array(fc.nat({ max: 99 }), { minLength: n * n, maxLength: n * n });
  fc.assert(
    fc.property(costs, (cost) => {
      const least = Math.min(...orders(n).map((order) => order.reduce((s, j, i) => s + cost[n * i + j], 0)));
      expect(transportCost(even, even, (i, j) => cost[n * i + j])).toBeCloseTo(least, 10);
    }),
    { numRuns: 50 },
  );
});

test('on a line it is that of quantiles, for atoms and for densities of ever smaller cells', () => {
  const n = 40;
  const line = grid([[0, 1]], [n]);
  fc.assert(
    fc.property(masses(8), masses(8), (a, b) => {
      const spread = (m: Float64Array) =>
        Float64Array.from({ length: n }, (_, i) => (i % 5 === 2 ? 40 * m[(i - 2) / 5] : 0));
      const [p, q] = [spread(a), spread(b)];
      const atoms = transportCost(a, b, (i, j) => ((i - j) / 8) ** 2);
      // Each atom stands for a cell, which moves as a whole or shears: their transport differs by less than twice the deviation within one.
      const smeared = wassersteinDistance(new Density(line, p), new Density(line, q));
      expect(Math.abs(Math.sqrt(atoms) - smeared)).toBeLessThanOrEqual(2 / (n * Math.sqrt(12)) + 1e-9);
    }),
    { numRuns: 50 },
  );
});

test('a product costs what its factors do', () => {
  fc.assert(
    fc.property(masses(4), masses(4), masses(3), masses(3), (a, b, c, d) => {
      const product = (x: Float64Array, y: Float64Array) =>
        Float64Array.from({ length: 12 }, (_, i) => x[i % 4] * y[Math.floor(i / 4)]);
      const whole = transportCost(
        product(a, c),
        product(b, d),
        (i, j) => ((i % 4) - (j % 4)) ** 2 + (Math.floor(i / 4) - Math.floor(j / 4)) ** 2,
      );
      const parts = transportCost(a, b, (i, j) => (i - j) ** 2) + transportCost(c, d, (i, j) => (i - j) ** 2);
      expect(whole).toBeCloseTo(parts, 10);
    }),
    { numRuns: 50 },
  );
});

test('on a line between walls the momentum of a step is what has to pass', () => {
  const n = 12;
  const line = grid([[0, 2]], [n]);
  fc.assert(
    fc.property(masses(n), masses(n), fc.constantFrom(...faceMeanNames), (a, b, name) => {
      const [p, q] = [a, b].map((m) => m.map((v) => 0.05 + v));
      const metric = { grid: line, mean: meanOf(name), intervals: 1 };
      const theta = mobilities(metric, p);
      const [m] = flux(theta, potentialBetween(theta, p, q, line), line);
      let passed = 0;
      for (let f = 0; f < n - 1; f++) {
        passed += (p[f] - q[f]) * (2 / n);
        expect(m[f]).toBeCloseTo(passed, 10);
      }
    }),
    { numRuns: 50 },
  );
});
