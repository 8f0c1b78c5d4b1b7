import {
  type Density,
  Density as DensityOn,
  entropy,
  excludedVolume,
  type Grid,
  gaussian,
  grid,
  hardSphere,
  indicator,
  particleModel,
  potential,
  steadyState,
  uniform,
  yukawa,
} from 'ottoflow';
import {
  densityEstimate,
  ensemble,
  freeEnergyEstimate,
  microscopicFreeEnergy,
  momentEstimates,
  nearestNeighbourEntropy,
  rodDensity,
  rodFreeEnergy,
} from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { integrate } from '../../../src/numerics/gaussKronrod.ts';
import { stripOfSquare, uniformCube } from './box.ts';
import { strip } from './rodModels.ts';

/** The mean of some numbers and its standard error. */
function meanOf(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((s, v) => s + (v - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}

describe('2000 independent samples of the steady state of Example 4.2', () => {
  const functional = entropy()
    .plus(excludedVolume(Math.PI * 999e-4))
    .plus(potential((x) => 5 * x * x));

  /** The steady state, constant along all axes but the first. */
  function steady(box: Grid): Density {
    const [{ cells }] = box.axes;
    const { values } = steadyState(functional, grid([[-0.5, 0.5]], [cells]), 1).density;
    return new DensityOn(
      box,
      Float64Array.from({ length: box.size }, (_, i) => values[Math.floor(i / box.strides[0])]),
    );
  }

  function biases(box: Grid, seeds: number) {
    const initial = steady(box);
    const truth = entropy().on(box).value(initial.values);
    const model = particleModel({ particles: 1, epsilon: 0.01, pair: hardSphere(), initial });
    const all = Array.from({ length: seeds }, (_, s) => {
      const sampled = ensemble(model, { times: [0], realisations: 2000, keepPositions: true, seed: s + 1 });
      const { value, plugIn, independent } = freeEnergyEstimate(entropy(), sampled, 0);
      return {
        plugIn,
        independent: independent ?? NaN,
        jackknife: value,
        nearest: nearestNeighbourEntropy(sampled, 0).value,
      };
    });
    const bias = (pick: (e: (typeof all)[number]) => number) => meanOf(all.map((e) => pick(e) - truth));
    return {
      truth,
      plugIn: bias((e) => e.plugIn),
      independent: bias((e) => e.independent),
      jackknife: bias((e) => e.jackknife),
      nearest: bias((e) => e.nearest),
    };
  }

  test('on a line in 200 cells: the plug-in is 199/4000 too high, the others are not', () => {
    const { truth, plugIn, independent, jackknife, nearest } = biases(grid([[-0.5, 0.5]], [200]), 16);
    expect(truth).toBeCloseTo(0.03615, 5);
    // The next order, Σ (1/p_i − 1)/(12 n²), adds a few per cent.
    expect(Math.abs(plugIn.mean - 199 / 4000)).toBeLessThan(4 * plugIn.error + 0.1 * (199 / 4000));
    for (const { mean, error } of [independent, jackknife])
      expect(Math.abs(mean)).toBeLessThan(4 * error + 0.0025);
    expect(Math.abs(nearest.mean)).toBeLessThan(4 * nearest.error);
    expect(nearest.error).toBeGreaterThan(1.5 * jackknife.error);
  });

  test('in a square of 50² cells no correction saves the histogram, and nearest neighbours are right', () => {
    const square = grid(
      [
        [-0.5, 0.5],
        [-0.5, 0.5],
      ],
      [50, 50],
    );
    const { plugIn, independent, jackknife, nearest } = biases(square, 20);
    expect(plugIn.mean).toBeGreaterThan(0.6);
    expect(independent.mean).toBeGreaterThan(0.3);
    expect(jackknife.mean).toBeGreaterThan(0.05);
    // Smearing over a ball of k/n of the square, |∇p|²/p ~ 1: a few thousandths.
    expect(Math.abs(nearest.mean)).toBeLessThan(4 * nearest.error + 0.003);
  });
});

test('particles that keep apart: their own realisation is left out, and order in others corrected for', () => {
  const rods = strip(50, 0.006, 0, 0.4, 100);
  const fine = grid([[-0.5, 0.5]], [4000]);
  const exact = entropy()
    .on(fine)
    .value(rodDensity(rods, fine, 0.02).values);
  const { mean, error } = meanOf(
    Array.from(
      { length: 40 },
      (_, s) =>
        nearestNeighbourEntropy(
          ensemble(rods, { times: [0.02], realisations: 10, keepPositions: true, seed: s + 1 }),
          0,
        ).value,
    ),
  );
  expect(Math.abs(mean - exact)).toBeLessThan(4 * error);
  // What the correction takes off, (1 − g)/(2R) with g near 0, is more than that.
  expect(1 / 20).toBeGreaterThan(4 * error);
});

describe('the microscopic free energy', () => {
  // With ten groups, five standard errors are passed seven times in 10⁴.
  test.each([
    [2, 0.05],
    [3, 0.05],
    [4, 0.03],
  ])('of %d rods against the exact one', (particles, epsilon) => {
    const rods = strip(particles, epsilon, 0, 0.4, 100);
    const times = [0.005, 0.02, 0.1, 1];
    const sampled = ensemble(rods, { times, realisations: 4000, keepPositions: true });
    times.forEach((t, k) => {
      const { value, standardError } = microscopicFreeEnergy(rods, sampled, k);
      expect(Math.abs(value - rodFreeEnergy(rods, t))).toBeLessThan(5 * standardError);
      expect(standardError).toBeLessThan(0.012);
    });
  });

  test('of two soft particles is −½ log ∫∫ e^{−u} where they are thrown with that weight', () => {
    const soft = particleModel({
      particles: 2,
      epsilon: 0.2,
      pair: gaussian(),
      initial: uniform(grid([[0, 1]], [4])),
    });
    const z = integrate((r) => 2 * (1 - r) * Math.exp(-gaussian().u(r / 0.2)), 0, 1).value;
    const sampled = ensemble(soft, { times: [0], realisations: 4000, keepPositions: true });
    const { value, standardError } = microscopicFreeEnergy(soft, sampled, 0);
    expect(Math.abs(value + 0.5 * Math.log(z))).toBeLessThan(5 * standardError);
    expect(0.5 * Math.abs(Math.log(z))).toBeGreaterThan(10 * standardError);
  });

  test('has V in it', () => {
    const of = (external: ((x: number) => number) | null) =>
      particleModel({
        particles: 3,
        epsilon: 0.05,
        pair: yukawa(),
        external,
        initial: indicator(grid([[0, 1]], [10]), [[0, 0.5]]),
      });
    const [free, bound] = [of(null), of((x) => 7 * x * x)];
    const sampled = ensemble(free, { times: [0], realisations: 50, keepPositions: true });
    const difference =
      microscopicFreeEnergy(bound, sampled, 0).value - microscopicFreeEnergy(free, sampled, 0).value;
    expect(difference).toBeCloseTo(7 * momentEstimates(sampled, 0).meanSquare[0].value, 12);
  });

  test('is for few particles on a line between walls', () => {
    const many = strip(5, 0.01, 0, 0.4, 10);
    const two = particleModel({ ...many, particles: 2 });
    const ring = particleModel({ ...two, initial: uniformCube(1, 1, 4, true), box: [[0, 1]] });
    const flat = particleModel({
      particles: 2,
      epsilon: 0.1,
      pair: hardSphere(),
      initial: stripOfSquare(0, 1, 4),
    });
    for (const model of [many, ring, flat]) {
      const sampled = ensemble(model, { times: [0], realisations: 8, keepPositions: true });
      expect(() => microscopicFreeEnergy(model, sampled, 0)).toThrow(/on a line between walls/);
    }
    const sampled = ensemble(two, { times: [0], realisations: 8 });
    expect(() => microscopicFreeEnergy(two, sampled, 0)).toThrow(/keepPositions/);
    expect(() => microscopicFreeEnergy(particleModel({ ...two, particles: 3 }), sampled, 0)).toThrow(
      /ensemble\.particles/,
    );
  });
});

test('error bars of a density in the plane cover: disks on a torus are uniform at any time', () => {
  const disks = particleModel({
    particles: 40,
    epsilon: 0.07,
    pair: hardSphere(),
    initial: uniformCube(2, 1, 10, true),
  });
  const sampled = ensemble(disks, { times: [0, 0.005], realisations: 150 });
  for (const k of [0, 1]) {
    const { density, standardError } = densityEstimate(sampled, k);
    const misfit = density.values.reduce((s, p, i) => s + ((p - 1) / standardError[i]) ** 2, 0) / 100;
    expect(Math.abs(misfit - 1)).toBeLessThan(4 * Math.sqrt(2 / 100));
    // Smaller than those of independent particles, 1/√(N R h²): disks keep apart.
    const poisson = Math.sqrt(100 / (40 * 150));
    expect(standardError.reduce((a, b) => a + b, 0) / 100).toBeLessThan(0.97 * poisson);
  }
});
