import fc from 'fast-check';
import { grid } from 'ottoflow';
import { ensemble, realisation, rodDensity } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { fold } from '../../../solvers/particles/fold.ts';
import { naiveReflected, strip } from './rodModels.ts';
import { independentCounts, sample } from './rodSamples.ts';
import { chiSquare, correlation, kolmogorovSmirnov } from './statistics.ts';

test('folding is a mirror at both ends, any number of times', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -40, max: 40, noNaN: true }),
      fc.double({ min: 0.1, max: 3, noNaN: true }),
      (z, length) => {
        let naive = z;
        while (naive < 0 || naive > length) naive = naive < 0 ? -naive : 2 * length - naive;
        expect(fold(z, length)).toBeCloseTo(naive, 12);
        expect(fold(z, length)).toBeGreaterThanOrEqual(0);
        expect(fold(z, length)).toBeLessThanOrEqual(length);
      },
    ),
  );
  expect(fold(-1e-20, 1)).toBeGreaterThanOrEqual(0);
});

describe('the law of rods', () => {
  test.each([
    [1, 0.3],
    [2, 0.1],
    [5, 0.05],
    [40, 0.005],
  ])('%d rods of length %d have the exact one-particle density', (n, epsilon) => {
    const model = strip(n, epsilon, 0.1, 0.4, 50);
    const times = [0, 0.001, 0.02, 0.3];
    const samples = sample(model, times, 6000);
    times.forEach((t, k) => {
      const expected = rodDensity(model, model.initial.grid, t).values.map((p) => (p * 6000) / 50);
      expect(Math.abs(chiSquare(independentCounts(samples[k], 50), expected))).toBeLessThan(4);
    });
  });

  test('χ² would notice the wrong density', () => {
    const [samples] = sample(strip(5, 0.05, 0.1, 0.4, 50), [0.02], 6000);
    const wrong = rodDensity(strip(5, 0.03, 0.1, 0.4, 50), grid([[-0.5, 0.5]], [50]), 0.02);
    expect(
      chiSquare(
        independentCounts(samples, 50),
        wrong.values.map((p) => (p * 6000) / 50),
      ),
    ).toBeGreaterThan(5);
  });

  test('the separation of two rods has the law of two independent points, ε further apart', () => {
    const epsilon = 0.1;
    const times = [0, 0.0005, 0.01, 0.5];
    const samples = sample(strip(2, epsilon, 0.1, 0.4), times, 4000);
    const [a, b, length] = [0.6, 0.8, 0.9];
    times.forEach((t, k) => {
      // P(|Y₁ − Y₂| ≤ s) = ∫ g(y) (G(y + s) − G(y − s)) dy, on a fine grid; at t = 0 G is linear on [a, b].
      const points = 600;
      const G =
        t === 0
          ? (y: number) => Math.min(1, Math.max(0, (y - a) / (b - a)))
          : naiveReflected(t, a, b, length).G;
      const table = Float64Array.from({ length: points + 1 }, (_, i) => G((i * length) / points));
      const at = (i: number): number => table[Math.min(points, Math.max(0, i))];
      const cdf = Float64Array.from({ length: points + 1 }, (_, s) => {
        let sum = 0;
        for (let i = 0; i < points; i++) {
          const middle = (j: number): number => 0.5 * (at(j) + at(j + 1));
          sum += (table[i + 1] - table[i]) * (middle(i + s) - middle(i - s));
        }
        return sum;
      });
      const law = (s: number): number => {
        const u = (s / length) * points;
        const i = Math.min(points - 1, Math.floor(u));
        return cdf[i] + (u - i) * (cdf[i + 1] - cdf[i]);
      };
      expect(
        kolmogorovSmirnov(
          samples[k].map((x) => x[1] - x[0] - epsilon),
          law,
        ),
      ).toBeLessThan(1.95);
    });
  });

  test('after a long time gaps have the law of N uniform points: P(gap > ε + s) = (1 − s/ℓ)^N', () => {
    const [n, epsilon] = [10, 0.05];
    const free = 1 - 9 * epsilon;
    const [samples] = sample(strip(n, epsilon, -0.5, 0.2), [3], 4000);
    for (const j of [1, 5, 9])
      expect(
        kolmogorovSmirnov(
          samples.map((x) => x[j] - x[j - 1] - epsilon),
          (s) => 1 - (1 - s / free) ** n,
        ),
      ).toBeLessThan(1.95);
    // The first rod from the wall likewise.
    expect(
      kolmogorovSmirnov(
        samples.map((x) => x[0] + 0.5),
        (s) => 1 - (1 - s / free) ** n,
      ),
    ).toBeLessThan(1.95);
  });

  test('collisions do not move the centre of mass: far from walls it diffuses like one particle of N times the mass', () => {
    const [n, t] = [20, 0.0005];
    const [start, end] = sample(strip(n, 0.005, -0.1, 0.1), [0, t], 4000);
    const centre = (x: Float64Array): number => x.reduce((a, b) => a + b, 0) / n;
    const moved = start.map((x, r) => centre(end[r]) - centre(x));
    const variance = moved.reduce((s, v) => s + v * v, 0) / 4000;
    // The sample variance has relative standard error √(2/4000).
    expect(Math.abs(variance / ((2 * t) / n) - 1)).toBeLessThan(4 * Math.sqrt(2 / 4000));
    expect(Math.abs(correlation(moved, start.map(centre)))).toBeLessThan(4);
  });

  test('stops on the way do not change the law', () => {
    const model = strip(5, 0.05, 0.1, 0.4, 50);
    const samples = sample(model, [0.002, 0.0021, 0.005, 0.0123, 0.02], 6000);
    const expected = rodDensity(model, model.initial.grid, 0.02).values.map((p) => (p * 6000) / 50);
    expect(Math.abs(chiSquare(independentCounts(samples[4], 50), expected))).toBeLessThan(4);
  });

  test('rods keep their order, their length and the box, in dense strips too', () => {
    for (const model of [
      strip(100, 0.0015, 0.2, 0.4),
      strip(100, 0.0019, 0.2, 0.4),
      strip(9, 0.1, -0.5, 0.5),
    ])
      for (let index = 0; index < 20; index++)
        for (const x of realisation(model, { index, times: [0, 1e-6, 1e-3, 1] })) {
          expect(x[0]).toBeGreaterThanOrEqual(-0.5);
          expect(x[x.length - 1]).toBeLessThanOrEqual(0.5);
          for (let i = 1; i < x.length; i++) expect(x[i] - x[i - 1]).toBeGreaterThan(model.epsilon - 1e-12);
        }
  });
});

describe('recomputing', () => {
  const model = strip(7, 0.02, 0, 0.3);

  test('a realisation depends on seed, index and times alone', () => {
    const once = realisation(model, { index: 5, seed: 3, times: [0.01, 0.02] });
    realisation(model, { index: 4, seed: 3, times: [0.01, 0.02] });
    expect(realisation(model, { index: 5, seed: 3, times: [0.01, 0.02] })).toEqual(once);
    expect(realisation(model, { index: 5, seed: 4, times: [0.01, 0.02] })).not.toEqual(once);
    expect(realisation(model, { index: 6, seed: 3, times: [0.01, 0.02] })).not.toEqual(once);
  });

  test('asking for the start, or for later times, changes nothing else', () => {
    const [x] = realisation(model, { index: 5, times: [0.01] });
    expect(realisation(model, { index: 5, times: [0, 0.01, 0.5] })[1]).toEqual(x);
  });

  test('an ensemble holds exactly these realisations', () => {
    const times = [0, 0.01, 0.05];
    const { frames } = ensemble(model, { times, realisations: 3, first: 40, seed: 8 });
    for (let r = 0; r < 3; r++)
      realisation(model, { index: 40 + r, seed: 8, times }).forEach((x, k) => {
        expect(frames[k].means[0][r]).toBe(x.reduce((a, b) => a + b, 0) / 7);
      });
  });
});
