import fc from 'fast-check';
import {
  ArgumentError,
  CapabilityError,
  density,
  grid,
  hardSphere,
  type ParticleModel,
  particleModel,
  uniform,
  yukawa,
} from 'ottoflow';
import { ensemble, realisation, rodDensity } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { uniformAt } from '../../../solvers/particles/random/streams.ts';
import { rodBox } from '../../../solvers/particles/rods/rodBox.ts';
import { fold } from '../../../solvers/particles/rods/rodSampler.ts';
import { startConditioned } from '../../../solvers/particles/rods/startConditioned.ts';
import { naiveReflected, strip } from './rodModels.ts';
import { chiSquare, correlation, kolmogorovSmirnov } from './statistics.ts';

/** Positions of R realisations at the times, as [time][realisation]. */
function sample(model: ParticleModel, times: readonly number[], realisations: number): Float64Array[][] {
  const out: Float64Array[][] = times.map(() => []);
  for (let index = 0; index < realisations; index++)
    realisation(model, { index, seed: 11, times }).forEach((x, k) => {
      out[k].push(x);
    });
  return out;
}

/** Histogram of one particle per realisation, chosen at random: independent draws from the one-particle density. */
function independentCounts(samples: readonly Float64Array[], cells: number): Float64Array {
  const counts = new Float64Array(cells);
  samples.forEach((x, r) => {
    const one = x[Math.floor(x.length * uniformAt({ seed: 99, realisation: r }, 0, 0))];
    counts[Math.min(cells - 1, Math.floor((one + 0.5) * cells))]++;
  });
  return counts;
}

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

describe('what is refused', () => {
  const line = grid([[-0.5, 0.5]], [10]);
  const good = { particles: 5, epsilon: 0.01, pair: hardSphere(), initial: uniform(line) };

  test('models that are not rods without potential', () => {
    const square = uniform(
      grid(
        [
          [0, 1],
          [0, 1],
        ],
        [4, 4],
      ),
    );
    for (const [wrong, what] of [
      [{ pair: yukawa() }, /yukawa/],
      [{ external: (x: number) => x }, /external potential/],
      [{ initial: square }, /dimension 2/],
    ] as const) {
      const model = particleModel({ ...good, ...wrong });
      expect(() => realisation(model, { index: 0, times: [1] })).toThrow(CapabilityError);
      expect(() => ensemble(model, { times: [1] })).toThrow(what);
    }
  });

  test('times, seeds and indices out of range, and misspelt options', () => {
    const model = particleModel(good);
    for (const times of [[], [-1], [1, 1], [2, 1], [Infinity], [NaN]])
      expect(() => realisation(model, { index: 0, times })).toThrow(/times is .*ascending/);
    for (const seed of [-1, 0.5, 2 ** 32])
      expect(() => realisation(model, { index: 0, times: [1], seed })).toThrow(ArgumentError);
    expect(() => realisation(model, { index: 2 ** 32, times: [1] })).toThrow(/index/);
    const misspelt = { index: 0, times: [1], sede: 3 };
    expect(() => realisation(model, misspelt)).toThrow(/did you mean seed/);
  });

  test('rods without room to move', () => {
    expect(() =>
      realisation(particleModel({ ...good, particles: 11, epsilon: 0.1 }), { index: 0, times: [1] }),
    ).toThrow(ArgumentError);
  });
});
