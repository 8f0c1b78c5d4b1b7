import { parametersOf } from 'ottoflow';
import { scalingLimits } from 'ottoflow/problems';
import { describe, expect, test } from 'vitest';
import { atRest, onTheWay } from '../../../problems/paper/scalingLimits/regimes.ts';
import {
  limitEnergy,
  limitFor,
  modelOf,
  type Regime,
} from '../../../problems/paper/scalingLimits/setting.ts';

const at = (beta: number, particles: number, range = 0.1): Regime => ({ beta, particles, range });

describe('Remark 3.1', () => {
  test('N pairs have the same integral of u, 4a √π, whatever β; strong ones exclude less', () => {
    for (const beta of [0, 0.25, 1]) {
      const { pair, epsilon, particles } = modelOf(at(beta, 16), 'uniform', 8);
      const h = 1e-3;
      const integral = Array.from({ length: 10_000 }, (_, k) => 2 * h * pair.u((k + 0.5) * h)).reduce(
        (a, b) => a + b,
      );
      expect(particles * epsilon * integral).toBeCloseTo(0.4 * Math.sqrt(Math.PI), 8);
      const excluded = particles * epsilon * pair.excludedVolume(1);
      expect(excluded / (0.4 * Math.sqrt(Math.PI))).toBeLessThan(1);
      // α = ∫u − ½∫u² + ⅙∫u³ − …, Gaussians of height s all of them.
      const s = 4 * 16 ** (beta - 1);
      const first = 1 - s / (2 * Math.SQRT2) + s ** 2 / (6 * Math.sqrt(3));
      if (beta === 0) expect(excluded / (0.4 * Math.sqrt(Math.PI))).toBeCloseTo(first, 3);
    }
  });

  test('which limit belongs to which β', () => {
    expect([0, 0.25, 0.4, 1].map((beta) => limitFor(at(beta, 8)))).toEqual([
      'meanField',
      'moderate',
      'secondVirial',
      'secondVirial',
    ]);
  });

  test('the mean field of two particles, summed directly', () => {
    const regime = at(0, 2);
    const model = modelOf(regime, 'uniform', 16);
    const { grid } = model.initial;
    const p = grid.centres(0).map((x) => 1 + 0.5 * Math.sin(2 * Math.PI * x));
    const x = grid.centres(0);
    let expected = 0;
    for (let i = 0; i < 16; i++) {
      expected += (p[i] * Math.log(p[i]) - p[i] * Math.cos(2 * Math.PI * x[i])) / 16;
      for (let j = 0; j < 16; j++)
        for (let image = -3; image <= 3; image++)
          expected += (0.5 * p[i] * p[j] * 2 * Math.exp(-(((x[i] - x[j] + image) / 0.1) ** 2))) / 256;
    }
    expect(limitEnergy('meanField', regime, model).on(grid).value(p)).toBeCloseTo(expected, 6);
  });

  test('two particles that seldom meet follow (1.7), at rest and on the way', () => {
    const context = {
      cells: [64],
      seed: 3,
      full: false,
      parameters: parametersOf(scalingLimits),
      progress: () => undefined,
    };
    for (const run of [atRest, onTheWay]) {
      const { sampled, predicted } = run(at(0, 2, 0.05), run === atRest ? 4000 : 400, context);
      expect(Math.abs(predicted.secondVirial - predicted.ideal)).toBeLessThan(0.06);
      expect(Math.abs(sampled.value - predicted.secondVirial)).toBeLessThan(4 * sampled.standardError);
    }
  });
});
