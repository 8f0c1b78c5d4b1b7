import fc from 'fast-check';
import { gaussian, grid, hardSphere, indicator, particleModel, powerLaw, yukawa } from 'ottoflow';
import { densityEstimate, ensemble, momentEstimates, realisation } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { wrap } from '../../../solvers/particles/fold.ts';
import { fillNormalPairs } from '../../../solvers/particles/random/normalPairs.ts';
import { streamOfStep } from '../../../solvers/particles/random/streams.ts';
import { threefry2x32 } from '../../../solvers/particles/random/threefry.ts';
import { substepsIn } from '../../../solvers/particles/stepping/steppingSampler.ts';
import { normalCdf } from '../../../src/numerics/normal.ts';
import { stripOfSquare, uniformCube } from './box.ts';
import { naiveReflected } from './rodModels.ts';
import { chiSquare, correlation, kolmogorovSmirnov } from './statistics.ts';

describe('normal numbers in pairs', () => {
  test('are the Box–Muller pair of their block, by library functions', () => {
    const out = new Float64Array(999);
    const words = new Uint32Array(2);
    fillNormalPairs(out, { seed: 5, realisation: 8 }, 3);
    for (let k = 0; k < 499; k++) {
      threefry2x32(words, 5, 8, 3, k);
      const radius = Math.sqrt(-2 * Math.log((words[0] + 1) / 2 ** 32));
      const angle = (2 * Math.PI * (words[1] + 0.5)) / 2 ** 32;
      expect(out[2 * k]).toBeCloseTo(radius * Math.cos(angle), 13);
      expect(out[2 * k + 1]).toBeCloseTo(radius * Math.sin(angle), 13);
    }
  });

  test('are normal, and not correlated within pairs, between steps and between streams', () => {
    const n = 40000;
    const [a, b, c] = [0, 1, 2].map(() => new Float64Array(n));
    fillNormalPairs(a, { seed: 1, realisation: 2 }, 7);
    fillNormalPairs(b, { seed: 1, realisation: 2 }, 8);
    fillNormalPairs(c, streamOfStep({ seed: 1, realisation: 2 }, 7), 7);
    expect(kolmogorovSmirnov(a, normalCdf)).toBeLessThan(1.95);
    expect(kolmogorovSmirnov(c, normalCdf)).toBeLessThan(1.95);
    const [even, odd] = [0, 1].map((start) => a.filter((_, i) => i % 2 === start));
    for (const [x, y] of [
      [even, odd],
      [even.map((z) => z * z), odd.map((z) => z * z)],
      [a, b],
      [a, c],
    ])
      expect(Math.abs(correlation(x, y))).toBeLessThan(4);
  });
});

test('a periodic axis brings everything back by whole periods', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -40, max: 40, noNaN: true }),
      fc.double({ min: 0.1, max: 3, noNaN: true }),
      (z, length) => {
        const found = wrap(z, length);
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThan(length);
        const turns = (z - found) / length;
        expect(turns).toBeCloseTo(Math.round(turns), 9);
      },
    ),
  );
  expect(wrap(-1e-20, 1)).toBe(0);
});

test('a duration is divided into equal sub-steps, as few as there may be', () => {
  expect([substepsIn(1, 1), substepsIn(1, 0.3), substepsIn(0.3, 0.1), substepsIn(5, Infinity)]).toEqual([
    1, 4, 3, 1,
  ]);
});

describe('points without potential', () => {
  const initial = stripOfSquare(0.6, 0.8, 10);
  const model = particleModel({ particles: 50, epsilon: 0.01, pair: hardSphere(), initial });

  test('have the density of the heat kernel between walls, cell by cell, in one step or several', () => {
    for (const times of [[0.01], [0.004, 0.01], [0.2]]) {
      const sampled = ensemble(model, { times, realisations: 800, scheme: 'points', seed: 3 });
      const k = times.length - 1;
      const { G } = naiveReflected(times[k], 0.6, 0.8, 1);
      const column = Array.from({ length: 10 }, (_, i) => G((i + 1) / 10) - G(i / 10));
      const cells = densityEstimate(sampled, k).density.values;
      // All points are independent; along y they are uniform from the start on.
      const counts = Array.from(cells, (p) => (p * 40000) / 100);
      const expected = counts.map((_, c) => (column[Math.floor(c / 10)] * 40000) / 10);
      expect(Math.abs(chiSquare(counts, expected))).toBeLessThan(4);
    }
  });

  test('have the moments of the cosine series', () => {
    const t = 0.03;
    const { mean, meanSquare } = momentEstimates(
      ensemble(model, { times: [t], realisations: 800, scheme: 'points' }),
      0,
    );
    const { g } = naiveReflected(t, 0.6, 0.8, 1);
    const moment = (power: number): number =>
      Array.from({ length: 2000 }, (_, i) => (i + 0.5) / 2000).reduce((s, x) => s + x ** power * g(x), 0) /
      2000;
    expect(Math.abs(mean[0].value - moment(1))).toBeLessThan(4 * mean[0].standardError);
    expect(Math.abs(meanSquare[0].value - moment(2))).toBeLessThan(4 * meanSquare[0].standardError);
    expect(Math.abs(mean[1].value - 1 / 2)).toBeLessThan(4 * mean[1].standardError);
  });

  test('on a periodic axis have the heat kernel of the circle', () => {
    const line = grid([[0, 1]], [20], { periodic: [true] });
    const round = particleModel({
      particles: 40,
      epsilon: 0.01,
      pair: yukawa(),
      initial: indicator(line, [[0, 0.2]]),
    });
    const t = 0.02;
    const sampled = ensemble(round, { times: [t], realisations: 1000, scheme: 'points' });
    // Σ_k e^{−4π²k²t} times the Fourier coefficients of the indicator of [0, 0.2].
    const cdf = (x: number): number => {
      let sum = x;
      for (let k = 1; k < 40; k++) {
        const q = 2 * Math.PI * k;
        const primitive = (y: number): number => (Math.cos(q * (y - x)) - Math.cos(q * y)) / (q * q);
        sum += ((2 * Math.exp(-q * q * t)) / 0.2) * (primitive(0.2) - primitive(0));
      }
      return sum;
    };
    const counts = Array.from(densityEstimate(sampled, 0).density.values, (p) => (p * 40000) / 20);
    const expected = counts.map((_, i) => 40000 * (cdf((i + 1) / 20) - cdf(i / 20)));
    expect(Math.abs(chiSquare(counts, expected))).toBeLessThan(4);
  });

  test('are the sampler of a model with one particle', () => {
    const one = particleModel({ particles: 1, epsilon: 0.1, pair: powerLaw(4), initial });
    const { method, settings } = ensemble(one, { times: [1], realisations: 1 });
    expect([method, settings]).toEqual(['points', { seed: 1 }]);
  });
});

describe('points in a potential', () => {
  test('in a quadratic well are Ornstein–Uhlenbeck, in three dimensions', () => {
    // Walls are 8 standard deviations away, so that they are not felt.
    const box = grid(
      [
        [-2, 2],
        [-2, 2],
        [-2, 2],
      ],
      [8, 8, 8],
    );
    const [a, b, c] = [20, 40, 10];
    const model = particleModel({
      particles: 200,
      epsilon: 0.1,
      pair: gaussian(),
      external: (x, y, z) => 0.5 * (a * x * x + b * y * y + c * z * z),
      initial: indicator(box, [
        [0.5, 1],
        [-0.5, 0],
        [0, 0.5],
      ]),
    });
    const t = 0.05;
    const { mean, meanSquare } = momentEstimates(
      ensemble(model, { times: [t], realisations: 100, scheme: 'points', substep: 5e-4 }),
      0,
    );
    [
      [a, 0.75],
      [b, -0.25],
      [c, 0.25],
    ].forEach(([kappa, start], k) => {
      // Euler–Maruyama's own moments: x ← (1 − κ Δt) x + √(2Δt) ξ, a hundred times.
      const factor = (1 - kappa * 5e-4) ** 100;
      const noise = (1 - factor ** 2) / (kappa * (1 - (kappa * 5e-4) / 2));
      const square = factor ** 2 * (start ** 2 + 0.5 ** 2 / 12) + noise;
      expect(Math.abs(mean[k].value - factor * start)).toBeLessThan(4 * mean[k].standardError);
      expect(Math.abs(meanSquare[k].value - square)).toBeLessThan(4 * meanSquare[k].standardError);
      // The closed form of the process is not far.
      expect(Math.abs(factor - Math.exp(-kappa * t))).toBeLessThan(0.02);
    });
  });

  test('that is not smooth is refused where it fails', () => {
    const initial = uniformCube(1, 1, 4);
    const model = particleModel({
      particles: 3,
      epsilon: 0.1,
      pair: yukawa(),
      external: (x) => (Math.abs(x - 0.5) < 0.1 ? NaN : x),
      initial,
    });
    expect(() => realisation(model, { index: 0, times: [1], scheme: 'points' })).toThrow(
      /slope of external at \(0\.\d+\) is NaN/,
    );
  });

  test('the default sub-step follows the slope', () => {
    const substep = (steepness: number): unknown =>
      ensemble(
        particleModel({
          particles: 1,
          epsilon: 0.1,
          pair: yukawa(),
          external: (x) => steepness * x,
          initial: uniformCube(1, 1, 4),
        }),
        { times: [1e-9], realisations: 1 },
      ).settings.substep;
    expect(substep(1)).toBeCloseTo(0.5 * 0.007 ** 2, 12);
    expect(substep(1000)).toBeCloseTo(0.5 * (0.2 / 1000) ** 2, 12);
  });
});

test('realisations are the same to the bit in any company and order', () => {
  const model = particleModel({
    particles: 20,
    epsilon: 0.01,
    pair: yukawa(),
    external: (x, y) => x * y,
    initial: stripOfSquare(0.6, 0.8, 10),
  });
  const options = { times: [0.001, 0.002], scheme: 'points', substep: 1e-4 } as const;
  const late = realisation(model, { ...options, index: 7 });
  realisation(model, { ...options, index: 3 });
  expect(realisation(model, { ...options, index: 7 })).toEqual(late);
  const both = ensemble(model, { ...options, first: 6, realisations: 2 });
  const mean = (x: Float64Array): number => x.reduce((s, v, i) => (i % 2 === 0 ? s + v : s), 0) / 20;
  expect(both.frames[1].means[0][1]).toBe(mean(late[1]));
});
