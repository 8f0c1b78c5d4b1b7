import { density, grid, hardSphere, type ParticleModel, particleModel } from 'ottoflow';
import { ensemble, realisation, rodDensity } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { uniformAt } from '../../../solvers/particles/random/streams.ts';
import { rodBox } from '../../../solvers/particles/rods/rodBox.ts';
import { startConditioned } from '../../../solvers/particles/rods/startConditioned.ts';
import { strip } from './rodModels.ts';
import { independentCounts, sample } from './rodSamples.ts';
import { chiSquare, kolmogorovSmirnov } from './statistics.ts';

describe('initial densities that are no indicator', () => {
  const line = grid([[-0.5, 0.5]], [10]);

  test('the conditioned law of an interval, by sweeps, is the exact one', () => {
    const model = strip(6, 0.04, -0.2, 0.3, 10);
    const start = startConditioned(rodBox('test', model), model.initial, 40);
    const points = new Float64Array(6);
    const samples = Array.from({ length: 3000 }, (_, r) => {
      start(points, { seed: 5, realisation: r });
      return points.map((y, i) => y + i * 0.04);
    });
    const expected = rodDensity(model, line, 0).values.map((p) => (p * 3000) / 10);
    expect(Math.abs(chiSquare(independentCounts(samples, 10), expected))).toBeLessThan(4);
    const free = 0.5 - 5 * 0.04;
    for (const j of [1, 3])
      expect(
        kolmogorovSmirnov(
          samples.map((x) => x[j] - x[j - 1] - 0.04),
          (s) => 1 - (1 - s / free) ** 6,
        ),
      ).toBeLessThan(1.95);
  });

  test('two rods from a tilted density have the exact conditioned marginal', () => {
    const epsilon = 0.35;
    const initial = density(line, (x) => 1 + 1.8 * x);
    const model = particleModel({ particles: 2, epsilon, pair: hardSphere(), initial });
    // p(x) ∝ p₀(x) ∫_{|x − y| ≥ ε} p₀(y) dy by the midpoint rule on 500 points.
    const points = 500;
    const p0 = (k: number): number => initial.values[Math.floor((k * 10) / points)];
    const expected = new Float64Array(10);
    let total = 0;
    for (let j = 0; j < points; j++)
      for (let k = 0; k < points; k++) {
        if (Math.abs(j - k) < epsilon * points) continue;
        const w = p0(j) * p0(k);
        expected[Math.floor((j * 10) / points)] += w;
        total += w;
      }
    const [samples] = sample(model, [0], 5000);
    expect(
      Math.abs(
        chiSquare(
          independentCounts(samples, 10),
          expected.map((w) => (5000 * w) / total),
        ),
      ),
    ).toBeLessThan(4);
  });

  test('four rods on two hills have the moments of rejection sampling', () => {
    const epsilon = 0.08;
    const initial = density(line, [0, 2, 3, 1, 0, 0, 0.5, 1.5, 2, 0]);
    const model = particleModel({ particles: 4, epsilon, pair: hardSphere(), initial });
    const [samples] = sample(model, [0], 3000);
    const total = Array.from(initial.values).map(
      (
        (sum) => (p: number) =>
          (sum += p / 10)
      )(0),
    );
    const kept: Float64Array[] = [];
    for (let r = 0; kept.length < 3000; r++) {
      const x = Float64Array.from({ length: 4 }, (_, i) => {
        const u = uniformAt({ seed: 77, realisation: r }, 0, i);
        const cell = total.findIndex((c) => c > u);
        return -0.5 + 0.1 * (cell + 1 - (total[cell] - u) / (initial.values[cell] / 10));
      }).sort();
      if (x.every((v, i) => i === 0 || v - x[i - 1] >= epsilon)) kept.push(x);
    }
    for (let i = 0; i < 4; i++)
      for (const power of [1, 2]) {
        const of = (s: readonly Float64Array[]): [number, number] => {
          const v = s.map((x) => x[i] ** power);
          const mean = v.reduce((a, b) => a + b, 0) / v.length;
          return [mean, v.reduce((a, b) => a + (b - mean) ** 2, 0) / v.length ** 2];
        };
        const [[m1, v1], [m2, v2]] = [of(samples), of(kept)];
        expect(Math.abs(m1 - m2)).toBeLessThan(4 * Math.sqrt(v1 + v2));
      }
  });

  test('rods never start where the density is zero', () => {
    const initial = density(line, [0, 3, 3, 0, 0, 0, 3, 1, 0, 0]);
    const model = particleModel({ particles: 12, epsilon: 0.025, pair: hardSphere(), initial });
    const [samples] = sample(model, [0], 50);
    for (const x of samples)
      for (const v of x)
        expect((v > -0.4 - 1e-12 && v < -0.2 + 1e-12) || (v > 0.1 - 1e-12 && v < 0.3 + 1e-12)).toBe(true);
  });

  test('the number of sweeps is a setting, written down', () => {
    const initial = density(line, (x) => 1 + x);
    const model = particleModel({ particles: 12, epsilon: 0.01, pair: hardSphere(), initial });
    const settings = (sweeps?: number): unknown =>
      ensemble(model, { times: [0], realisations: 1, ...(sweeps === undefined ? {} : { sweeps }) }).settings;
    expect(settings(7)).toEqual({ seed: 1, sweeps: 7 });
    // Packing 0.11: 30/((1 − η) e^{−η/(1−η)}) = 38.1 where the density is even, a little more where it is not.
    expect(settings()).toEqual({ seed: 1, sweeps: 39 });
    expect(ensemble(strip(3, 0.01, 0, 0.2), { times: [0], realisations: 1 }).settings.sweeps).toBeNull();
  });

  test('more rods than there is room for are refused', () => {
    const initial = density(line, [0, 3, 2, 0, 0, 0, 3, 2, 0, 0]);
    const make = (particles: number): ParticleModel =>
      particleModel({ particles, epsilon: 0.07, pair: hardSphere(), initial });
    expect(realisation(make(6), { index: 0, times: [0] })[0]).toHaveLength(6);
    expect(() => realisation(make(7), { index: 0, times: [0] })).toThrow(
      /do not fit where the initial density is positive/,
    );
    expect(() => realisation(strip(100, 0.0021, 0.2, 0.4), { index: 0, times: [0] })).toThrow(
      /initial strip/,
    );
  });
});
