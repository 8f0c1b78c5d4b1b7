import { coarseGrain, entropy, excludedVolume, grid, interaction, potential, power } from 'ottoflow';
import {
  type Ensemble,
  ensemble,
  freeEnergyEstimate,
  freeEnergyPath,
  hotelling,
  rodDensity,
} from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { countsOf } from '../../../solvers/particles/estimates.ts';
import { emptyFrame, type Frame, GROUPS, Tally } from '../../../solvers/particles/frame.ts';
import { freeEnergyOfFrame } from '../../../solvers/particles/freeEnergy.ts';
import { jackknife } from '../../../solvers/particles/jackknife.ts';
import { uniformAt } from '../../../solvers/particles/random/streams.ts';
import { strip } from './rodModels.ts';

const line = grid([[0, 1]], [4]);

/** A frame of realisations given as lists of cells. */
function frameOf(cells: readonly (readonly number[])[]): Frame {
  const tally = new Tally(line, cells[0].length, 1);
  return cells.reduce(
    (frame, row, r) =>
      tally.add(
        frame,
        r,
        r,
        Float64Array.from(row, (c) => (c + 0.5) / 4),
        0,
        0,
      ),
    emptyFrame(0, line, cells.length),
  );
}

const origin = (realisations: number, particles = 1) => ({
  particles,
  realisations: Array.from({ length: realisations }, (_, r) => r),
});

/** All 4^n sequences of n cells, with the probabilities of independent draws from `law`. */
function* sequences(law: readonly number[], n: number): Generator<[number[], number]> {
  for (let code = 0; code < 4 ** n; code++) {
    const cells = Array.from({ length: n }, (_, k) => Math.floor(code / 4 ** k) % 4);
    yield [cells, cells.reduce((w, c) => w * law[c], 1)];
  }
}

describe('unbiased for p², by exhaustion', () => {
  const law = [0.1, 0.2, 0.3, 0.4];
  const energy = power(2)
    .plus(potential((x) => x * x))
    .on(line);
  const truth = energy.value(Float64Array.from(law, (w) => 4 * w));

  test.each([2, 3, 4])('the expectation over all samples of %d particles is the truth', (n) => {
    let [jack, independent, plugIn] = [0, 0, 0];
    for (const [cells, weight] of sequences(law, n)) {
      const estimate = freeEnergyOfFrame(energy, frameOf(cells.map((c) => [c])), origin(n));
      jack += weight * estimate.value;
      independent += weight * (estimate.independent ?? NaN);
      plugIn += weight * estimate.plugIn;
    }
    expect(independent).toBeCloseTo(truth, 12);
    expect(jack).toBeCloseTo(truth, 12);
    // The plug-in is too high by (1/n) ∫ p (1 − h p)/h.
    expect(plugIn - truth).toBeCloseTo((4 * (1 - law.reduce((s, w) => s + w * w, 0))) / n, 12);
  });

  test('for p² the estimate for independent particles is the U-statistic Σ n_i (n_i − 1)/(n (n − 1) h)', () => {
    const cells = [0, 0, 1, 3, 3, 3, 2];
    const square = power(2).on(line);
    const estimate = freeEnergyOfFrame(square, frameOf(cells.map((c) => [c])), origin(7));
    expect(estimate.independent).toBeCloseTo((4 * (2 * 1 + 3 * 2)) / (7 * 6), 12);
  });
});

test('for the entropy it is Miller and Madow’s (K − 1)/2n, K occupied cells, n − 1 for n', () => {
  const estimate = freeEnergyOfFrame(entropy().on(line), frameOf([[0], [0], [1], [3], [3], [3]]), origin(6));
  expect(estimate.plugIn - (estimate.independent ?? NaN)).toBeCloseTo((3 - 1) / (2 * 5), 12);
});

describe('jackknife', () => {
  test('groups of one and a mean: the mean itself and its standard error', () => {
    const x = [1, 4, 2, 8, 5];
    const mean = 4;
    const left = x.map((v) => ({ value: (20 - v) / 4, share: 0.2 }));
    const { value, standardError } = jackknife(mean, left);
    expect(value).toBeCloseTo(4, 14);
    expect(standardError).toBeCloseTo(Math.sqrt(x.reduce((s, v) => s + (v - 4) ** 2, 0) / 4 / 5), 14);
  });

  test('equal groups: the textbook formulae', () => {
    const left = [1.1, 0.9, 1.3, 0.8].map((value) => ({ value, share: 0.25 }));
    const mean = 1.025;
    const { value, standardError } = jackknife(1, left);
    expect(value).toBeCloseTo(4 * 1 - 3 * mean, 14);
    const spread = left.reduce((s, { value: v }) => s + (v - mean) ** 2, 0);
    expect(standardError).toBeCloseTo(Math.sqrt((3 / 4) * spread), 14);
  });

  test('unequal groups leave a mean unbiased', () => {
    const x = [[1, 2, 3], [7], [4, 4]];
    const left = x.map((group) => ({
      value: (21 - group.reduce((a, b) => a + b, 0)) / (6 - group.length),
      share: group.length / 6,
    }));
    expect(jackknife(3.5, left).value).toBeCloseTo(3.5, 14);
  });

  test('removes a bias of order 1/n exactly', () => {
    const theta = (n: number): number => 2 + 3 / n;
    expect(
      jackknife(
        theta(6),
        Array.from({ length: 6 }, () => ({ value: theta(5), share: 1 / 6 })),
      ).value,
    ).toBeCloseTo(2, 13);
  });

  test('knows when it cannot tell', () => {
    expect(jackknife(1, [{ value: 1, share: 1 }])).toEqual({ value: 1, standardError: Infinity });
    expect(jackknife(Infinity, [])).toEqual({ value: Infinity, standardError: Infinity });
    const infinite = [
      { value: Infinity, share: 0.5 },
      { value: 1, share: 0.5 },
    ];
    expect(jackknife(1, infinite)).toEqual({ value: 1, standardError: Infinity });
  });
});

describe('the entropy of many samples', () => {
  const fine = grid([[0, 1]], [50]);
  // p = 2x on [0, 1], fifty cells: samples are square roots of uniform numbers.
  const truth = entropy()
    .on(fine)
    .value(Float64Array.from({ length: 50 }, (_, i) => (2 * i + 1) / 50));
  const realisations = 100;

  function sampled(seed: number): Frame {
    const tally = new Tally(fine, 20, 1);
    let frame = emptyFrame(0, fine, realisations);
    for (let r = 0; r < realisations; r++) {
      const x = Float64Array.from({ length: 20 }, (_, i) =>
        Math.sqrt(uniformAt({ seed, realisation: r }, 0, i)),
      );
      frame = tally.add(frame, r, r, x, 0, 0);
    }
    return frame;
  }

  test('bias goes, errors are honest: thirty repetitions', () => {
    const estimates = Array.from({ length: 30 }, (_, seed) =>
      freeEnergyOfFrame(entropy().on(fine), sampled(seed), origin(realisations, 20)),
    );
    const mean = (f: (e: (typeof estimates)[number]) => number): number =>
      estimates.reduce((s, e) => s + f(e), 0) / estimates.length;
    const spread = Math.sqrt(mean((e) => (e.value - mean((o) => o.value)) ** 2) * (30 / 29));
    const error = spread / Math.sqrt(30);
    // Miller: the plug-in is too high by 49/(2 · 2000) = 0.01225.
    expect(Math.abs(mean((e) => e.plugIn) - truth - 49 / 4000)).toBeLessThan(4 * error + 5e-4);
    expect(Math.abs(mean((e) => e.value) - truth)).toBeLessThan(4 * error);
    expect(Math.abs(mean((e) => e.independent ?? NaN) - truth)).toBeLessThan(4 * error + 2e-4);
    // The standard error that each reports against the spread that all show, itself known to 1/√58.
    expect(Math.abs(mean((e) => e.standardError) / spread - 1)).toBeLessThan(4 / Math.sqrt(58));
  });
});

describe('of ensembles', () => {
  const model = strip(30, 0.005, 0.1, 0.4, 50);
  const rods: Ensemble = ensemble(model, { times: [0.02, 1], realisations: 230 });

  test('leaves out groups of realisations, of sizes that differ by one', () => {
    const energy = coarseGrain(model);
    const on = energy.on(model.initial.grid);
    const frame = rods.frames[0];
    const counts = countsOf(frame);
    const whole = on.value(counts.map((n) => (n * 50) / 6900));
    const left = Array.from({ length: GROUPS }, (_, g) => {
      const size = g < 30 ? 3 : 2;
      const rest = 30 * (230 - size);
      return {
        value: on.value(counts.map((n, i) => ((n - frame.groups[g * 50 + i]) * 50) / rest)),
        share: size / 230,
      };
    });
    const expected = jackknife(whole, left);
    const estimate = freeEnergyEstimate(energy, rods, 0);
    expect(estimate.plugIn).toBeCloseTo(whole, 14);
    expect(estimate.value).toBeCloseTo(expected.value, 12);
    expect(estimate.standardError).toBeCloseTo(expected.standardError, 12);
    expect(estimate.value).toBeLessThan(estimate.plugIn);
  });

  test('a path has the estimates of its times, and is near that of the exact density', () => {
    const times = [0.01, 0.02, 0.04];
    const moving = ensemble(model, { times, realisations: 100 });
    expect(() => freeEnergyPath(entropy(), moving, [])).toThrow(/times is \[\]; allowed: at least one/);
    expect(() => freeEnergyPath(entropy(), moving, [3])).toThrow(/k is 3/);
    const path = freeEnergyPath(entropy(), moving, [0, 1, 2]);
    times.forEach((_, k) => {
      const { value, standardError } = freeEnergyEstimate(entropy(), moving, k);
      expect(path.values[k]).toBeCloseTo(value, 12);
      expect(Math.sqrt(path.covariance[k][k])).toBeCloseTo(standardError, 12);
    });
    // Between neighbouring times errors are the same rods, not yet gone far.
    expect(path.covariance[0][1]).toBeGreaterThan(0);
    const exact = times.map((t) =>
      entropy()
        .on(moving.grid)
        .value(rodDensity(model, moving.grid, t).values),
    );
    expect(hotelling(path, exact).probability).toBeGreaterThan(1e-3);
    expect(
      hotelling(
        path,
        exact.map((e) => e + 0.1),
      ).probability,
    ).toBeLessThan(1e-6);
  });

  test('a sum is the sum of its parts, and potentials are not corrected', () => {
    const parts = [entropy(), excludedVolume(0.3), potential((x) => 5 * x * x)];
    const [a, b, c] = parts.map((part) => freeEnergyEstimate(part, rods, 0).value);
    expect(freeEnergyEstimate(parts[0].plus(parts[1]).plus(parts[2]), rods, 0).value).toBeCloseTo(
      a + b + c,
      12,
    );
    const linear = freeEnergyEstimate(parts[2], rods, 0);
    expect(linear.value).toBeCloseTo(linear.plugIn, 13);
  });

  test('energies that are not local have the jackknife only', () => {
    const estimate = freeEnergyEstimate(entropy().plus(interaction((x) => x * x)), rods, 0);
    expect(estimate.independent).toBeNull();
    expect(Number.isFinite(estimate.value)).toBe(true);
  });

  test('a histogram beyond close packing has infinite energy, not NaN', () => {
    // A cell of length 1/400 with one rod in it has p = 400/30 > 1/((N − 1) ε) = 5.3.
    const dense = strip(30, 0.0065, 0.2, 0.4, 400);
    const one = ensemble(dense, { times: [0], realisations: 1 });
    const estimate = freeEnergyEstimate(coarseGrain(dense, { closure: 'tonks' }), one, 0);
    expect(estimate).toEqual({
      value: Infinity,
      standardError: Infinity,
      plugIn: Infinity,
      independent: Infinity,
    });
  });
});
