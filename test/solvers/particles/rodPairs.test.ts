import { CapabilityError, coarseGrain, gaussian, grid, particleModel, uniform } from 'ottoflow';
import { ensemble, pairCorrelation, rodDensity, rodFreeEnergy, rodPairs } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { reflectedStripDensity } from '../../../solvers/particles/rods/reflectedStrip.ts';
import { naiveReflected, strip } from './rodModels.ts';

describe('the density of a reflected motion', () => {
  test.each([1e-3, 0.02, 0.0499, 0.0501, 0.3])('against a long cosine series, t = %d', (t) => {
    const { g } = naiveReflected(t, 0.2, 0.5, 1);
    for (const y of [0, 0.1, 0.2, 0.35, 0.7, 1])
      expect(Math.abs(reflectedStripDensity(y, t, 0.2, 0.5, 1) - g(y))).toBeLessThan(1e-11);
  });
});

describe('pairs of rods', () => {
  test('two at rest: 1 − (1 − (r − ε)/ℓ)²', () => {
    const two = strip(2, 0.1, -0.5, 0.5);
    const r = [0.05, 0.1, 0.2, 0.5, 1, 2];
    const exact = r.map((s) => 1 - (1 - Math.min(1, Math.max(0, s - 0.1) / 0.9)) ** 2);
    rodPairs(two, r, Infinity).forEach((n, k) => {
      expect(n).toBeCloseTo(exact[k], 10);
    });
  });

  test('at contact g is 1/(1 − η), Tonks’: N (N − 1) δ/ℓ pairs in [ε, ε + δ]', () => {
    const many = strip(60, 0.005, -0.5, 0.5);
    const [near] = rodPairs(many, [0.005 + 1e-9], Infinity);
    expect(near / (60 * 59 * 1e-9)).toBeCloseTo(1 / (1 - 59 * 0.005), 6);
  });

  test('all of them in the end, and none beyond reach', () => {
    for (const t of [0, 1e-4, 0.01, 1]) {
      const [none, all] = rodPairs(strip(30, 0.005, 0.1, 0.4), [0.005, 1], t);
      expect(none).toBe(0);
      expect(all).toBeCloseTo(435, 9);
    }
  });

  // Neighbouring bins depend on one another: the worst is looked at. With 100 groups 4.2 errors are passed six times in 10⁵.
  test.each([2, 15])('%d sampled rods have as many at several times', (particles) => {
    const epsilon = 0.1 / particles;
    const rods = strip(particles, epsilon, 0.1, 0.4);
    const times = [0, 1e-3, 0.02, 1];
    const sampled = ensemble(rods, {
      times,
      realisations: 9000 / particles,
      pairs: { reach: 6 * epsilon, bins: 12 },
    });
    const edges = Array.from({ length: 13 }, (_, b) => (b * epsilon) / 2);
    times.forEach((t, k) => {
      const exact = rodPairs(rods, edges, t);
      const { pairs = new Float64Array(0) } = sampled.frames[k];
      let worst = 0;
      for (let b = 2; b < 12; b++) {
        const groups = Array.from({ length: 100 }, (_, g) => pairs[12 * g + b] / (90 / particles));
        const mean = groups.reduce((s, n) => s + n, 0) / 100;
        const variance = groups.reduce((s, n) => s + (n - mean) ** 2, 0) / 99 / 100;
        if (mean * (9000 / particles) < 50) continue;
        worst = Math.max(worst, Math.abs(mean - (exact[b + 1] - exact[b])) / Math.sqrt(variance));
      }
      expect(worst).toBeLessThan(4.2);
    });
  });

  test('g against sampled rods, with the density of independent ones by quadrature', () => {
    const rods = strip(20, 0.005, 0.1, 0.4, 400);
    const sampled = ensemble(rods, { times: [0.01], realisations: 1000, pairs: { reach: 0.05, bins: 10 } });
    const { values, standardError, edges } = pairCorrelation(sampled, 0);
    const fine = rodDensity(rods, grid([[-0.5, 0.5]], [2000]), 0.01).values;
    const counts = rodPairs(rods, edges, 0.01);
    // ∬ p p 1{|x − y| < r} on cells of 1/2000, r a whole number of them.
    const independent = edges.map((r) => {
      const m = Math.round(2000 * r);
      let sum = 0;
      for (let i = 0; i < 2000; i++)
        for (let j = Math.max(0, i - m); j <= Math.min(1999, i + m); j++)
          sum += (Math.abs(i - j) === m ? 0.5 : 1) * fine[i] * fine[j];
      return (m === 0 ? 0 : sum) / 2000 ** 2;
    });
    let worst = 0;
    for (let b = 1; b < 10; b++) {
      const exact = (counts[b + 1] - counts[b]) / (190 * (independent[b + 1] - independent[b]));
      worst = Math.max(worst, Math.abs(values[b] - exact) / standardError[b]);
    }
    expect(worst).toBeLessThan(4.2);
  });
});

describe('the microscopic free energy of rods', () => {
  const rods = strip(40, 0.005, 0.1, 0.4);

  test('begins and ends where it must: −log of the free length', () => {
    expect(rodFreeEnergy(rods, 0)).toBeCloseTo(-Math.log(0.3 - 39 * 0.005), 12);
    expect(rodFreeEnergy(rods, Infinity)).toBeCloseTo(-Math.log(1 - 39 * 0.005), 12);
  });

  test('falls, at the rate 2π²/ℓ² in the end', () => {
    const energy = [0, 1e-4, 1e-3, 0.01, 0.1, 0.35, 0.4].map((t) => rodFreeEnergy(rods, t));
    energy.reduce((before, after) => {
      expect(after).toBeLessThan(before);
      return after;
    });
    const [late, later] = energy.slice(-2).map((e) => e - rodFreeEnergy(rods, Infinity));
    expect(Math.log(late / later) / 0.05).toBeCloseTo((2 * Math.PI ** 2) / (1 - 39 * 0.005) ** 2, 2);
  });

  test('is what Tonks’ closure says of the exact density, the nearer the more rods there are', () => {
    const apart = [10, 40, 160].map((n) => {
      const model = strip(n, 0.2 / n, 0.1, 0.4, 1600);
      const p = rodDensity(model, model.initial.grid, 0.01);
      return coarseGrain(model, { closure: 'tonks' }).on(p.grid).value(p.values) - rodFreeEnergy(model, 0.01);
    });
    expect(Math.abs(apart[1] / apart[0])).toBeLessThan(0.5);
    expect(Math.abs(apart[2] / apart[1])).toBeLessThan(0.5);
  });

  test('other models are refused', () => {
    const soft = particleModel({
      particles: 3,
      epsilon: 0.1,
      pair: gaussian(),
      initial: uniform(grid([[0, 1]], [4])),
    });
    expect(() => rodFreeEnergy(soft, 1)).toThrow(CapabilityError);
    expect(() => rodPairs(soft, [1], 1)).toThrow(CapabilityError);
    expect(() => rodFreeEnergy(rods, -1)).toThrow(/time/);
    expect(() => rodPairs(rods, [Number.NaN], 1)).toThrow(/distances\[0\]/);
  });
});
