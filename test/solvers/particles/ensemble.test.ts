import fc from 'fast-check';
import { ArgumentError, grid, uniform } from 'ottoflow';
import {
  densityEstimate,
  type Ensemble,
  ensemble,
  mergeEnsembles,
  momentEstimates,
  realisation,
  rodDensity,
} from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { countsOf } from '../../../solvers/particles/estimates.ts';
import { emptyFrame, GROUPS, Tally } from '../../../solvers/particles/frame.ts';
import { strip } from './rodModels.ts';

const model = strip(20, 0.01, 0.1, 0.4, 40);
const times = [0, 0.01, 0.1];
const run = (first: number, realisations: number): Ensemble =>
  ensemble(model, { times, first, realisations, seed: 4 });

describe('histograms', () => {
  const { grid: line } = model.initial;
  const positions = Array.from(
    { length: 130 },
    (_, index) => realisation(model, { index, seed: 4, times })[1],
  );
  const frame = run(0, 130).frames[1];
  const cell = (x: number): number => Math.min(39, Math.floor((x + 0.5) * 40));

  test('hold every particle, group by group', () => {
    const expected = new Int32Array(GROUPS * 40);
    positions.forEach((x, r) => {
      for (const v of x) expected[(r % GROUPS) * 40 + cell(v)]++;
    });
    expect(frame.groups).toEqual(expected);
    expect(countsOf(frame).reduce((a, b) => a + b, 0)).toBe(130 * 20);
  });

  test('the density and its standard error over realisations, by their definitions', () => {
    const { density, standardError } = densityEstimate(run(0, 130), 1);
    for (const i of [20, 25, 30, 35, 39]) {
      const p = positions.map((x) => x.filter((v) => cell(v) === i).length / (20 / 40));
      const mean = p.reduce((a, b) => a + b, 0) / 130;
      const variance = p.reduce((a, b) => a + (b - mean) ** 2, 0) / 129;
      expect(density.values[i]).toBeCloseTo(mean, 12);
      expect(standardError[i]).toBeCloseTo(Math.sqrt(variance / 130), 12);
    }
    expect(density.mass).toBeCloseTo(1, 14);
  });

  test('moments and their standard errors, by their definitions', () => {
    const { mean, meanSquare } = momentEstimates(run(0, 130), 1);
    for (const [estimate, power] of [
      [mean[0], 1],
      [meanSquare[0], 2],
    ] as const) {
      const m = positions.map((x) => x.reduce((s, v) => s + v ** power, 0) / 20);
      const all = m.reduce((a, b) => a + b, 0) / 130;
      expect(estimate.value).toBeCloseTo(all, 14);
      expect(estimate.standardError).toBeCloseTo(
        Math.sqrt(m.reduce((a, b) => a + (b - all) ** 2, 0) / 129 / 130),
        14,
      );
    }
  });

  test('no rods overlap', () => {
    expect(run(0, 50).frames.map((f) => f.overlaps)).toEqual([0, 0, 0]);
  });

  test('points on walls and cell edges belong to a cell; two axes are counted row by row', () => {
    const square = grid(
      [
        [0, 1],
        [0, 2],
      ],
      [2, 4],
    );
    const tally = new Tally(square, 4, 2);
    const found = tally.add(
      emptyFrame(0, square, 1),
      0,
      103,
      Float64Array.of(0, 0, 1, 2, 0.5, 0.5, 0.49, 1.99),
      0,
      0,
    );
    const expected = new Int32Array(GROUPS * 8);
    for (const c of [0, 7, 5, 3]) expected[3 * 8 + c]++;
    expect(found.groups).toEqual(expected);
    expect([found.means[0][0], found.means[1][0]]).toEqual([1.99 / 4, 4.49 / 4]);
    expect(line.size).toBe(40);
  });
});

describe('the density of a hundred rods', () => {
  test('agrees with the exact one within its error bars, cell by cell', () => {
    const rods = strip(100, 0.0015, 0.2, 0.4, 100);
    const sampled = ensemble(rods, { times: [0.005, 0.05, 0.2], realisations: 600, seed: 2 });
    [0.005, 0.05, 0.2].forEach((t, k) => {
      const exact = rodDensity(rods, rods.initial.grid, t).values;
      const { density, standardError } = densityEstimate(sampled, k);
      let squares = 0;
      let cells = 0;
      for (let i = 0; i < 100; i++) {
        if (exact[i] * 600 < 30) continue;
        const z = (density.values[i] - exact[i]) / standardError[i];
        expect(Math.abs(z)).toBeLessThan(4.5);
        squares += z * z;
        cells++;
      }
      expect(Math.abs(squares / cells - 1)).toBeLessThan(4 * Math.sqrt(2 / cells));
    });
  });
});

describe('shares', () => {
  const whole = run(0, 60);

  test('merge to what one run gives, to the bit, in any order and any division', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 59 }), { maxLength: 5 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (cuts, keys) => {
          const ends = [0, ...cuts.sort((a, b) => a - b), 60];
          const shares = ends
            .slice(1)
            .map((end, k) => ({ share: run(ends[k], end - ends[k]), key: Number(keys.next().value) }))
            .sort((a, b) => a.key - b.key)
            .map(({ share }) => share);
          expect(mergeEnsembles(...shares)).toEqual(whole);
        },
      ),
      { numRuns: 8 },
    );
  });

  test('a realisation does not depend on its company', () => {
    const alone = run(17, 1);
    expect(alone.frames[2].means[0][0]).toBe(whole.frames[2].means[0][17]);
  });

  test('that do not belong together are refused', () => {
    const other = strip(21, 0.01, 0.1, 0.4, 40);
    expect(() => mergeEnsembles(run(0, 3), run(2, 3))).toThrow(/realisation 2 twice/);
    for (const wrong of [
      ensemble(model, { times, first: 3, realisations: 3, seed: 5 }),
      ensemble(model, { times: [0, 0.01], first: 3, realisations: 3, seed: 4 }),
      ensemble(model, { times, first: 3, realisations: 3, seed: 4, grid: grid([[-0.5, 0.5]], [20]) }),
      ensemble(other, { times, first: 3, realisations: 3, seed: 4 }),
    ])
      expect(() => mergeEnsembles(run(0, 3), wrong)).toThrow(ArgumentError);
    expect(() => mergeEnsembles()).toThrow(/at least one ensemble/);
    for (const wrong of [[run(0, 2), run(2, 3)], undefined, 'shares'] as never[]) {
      expect(() => mergeEnsembles(wrong)).toThrow(
        /shares\[0\] is .*; allowed: an ensemble; those in a list as/,
      );
      expect(() => mergeEnsembles(run(0, 2), wrong)).toThrow(/shares\[1\]/);
    }
  });
});

test('progress ends with everything done', () => {
  const calls: [number, number][] = [];
  ensemble(model, { times: [0.1], realisations: 250 }, (done, total) => calls.push([done, total]));
  expect(calls.length).toBeLessThanOrEqual(101);
  expect(calls[calls.length - 1]).toEqual([250, 250]);
  expect(calls.every(([done], k) => k === 0 || done > calls[k - 1][0])).toBe(true);
});

test('a single realisation has no error bars', () => {
  const one = run(0, 1);
  expect(momentEstimates(one, 0).mean[0].standardError).toBe(Infinity);
  expect(densityEstimate(one, 0).standardError[0]).toBe(Infinity);
});

test('arguments out of range are refused by name', () => {
  expect(() => ensemble(model, { times, realisations: 0 })).toThrow(/realisations is 0/);
  expect(() => ensemble(model, { times, first: -1 })).toThrow(/first is -1/);
  expect(() => ensemble(model, { times, grid: grid([[0, 1]], [10]) })).toThrow(/grid is/);
  expect(() => densityEstimate(run(0, 2), 3)).toThrow(/k is 3/);
  const misspelt = { times, realizations: 3 };
  expect(() => ensemble(model, misspelt)).toThrow(/did you mean realisations/);
  expect(uniform(model.initial.grid).mass).toBeCloseTo(1, 14);
});
