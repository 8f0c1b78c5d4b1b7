import fc from 'fast-check';
import { hardSphere, particleModel } from 'ottoflow';
import { ensemble, nearestNeighbourEntropy } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { kdTree } from '../../../solvers/particles/nearest/kdTree.ts';
import { NearestSearch } from '../../../solvers/particles/nearest/nearest.ts';
import { logOrderedVolume } from '../../../solvers/particles/nearest/orderedCube.ts';
import { integrate } from '../../../src/numerics/gaussKronrod.ts';
import { uniformCube } from './box.ts';

test('the nearest of other realisations, against all distances', () => {
  const points = fc.record({
    d: fc.integer({ min: 1, max: 4 }),
    // Few values, so that many points share coordinates, or are in one place.
    values: fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.25, 0.5)), {
      minLength: 4,
      maxLength: 400,
    }),
    each: fc.integer({ min: 1, max: 5 }),
    k: fc.integer({ min: 1, max: 6 }),
  });
  fc.assert(
    fc.property(points, ({ d, values, each, k }) => {
      const n = Math.floor(values.length / d);
      const all = Float64Array.from(values.slice(0, n * d));
      const tree = kdTree(all, d);
      expect([...tree.order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
      const owners = tree.order.map((i) => Math.floor(i / each));
      const search = new NearestSearch(tree, owners, k);
      for (let i = 0; i < n; i++) {
        const place = all.slice(i * d, (i + 1) * d);
        const own = Math.floor(i / each);
        const naive = Array.from({ length: n }, (_, j) =>
          Math.max(...place.map((x, c) => Math.abs(all[j * d + c] - x))),
        ).filter((_, j) => Math.floor(j / each) !== own);
        naive.sort((a, b) => a - b);
        search.clear();
        search.look(place, own);
        expect([...search.nearest.distances]).toEqual(
          Array.from({ length: k }, (_, q) => naive[q] ?? Infinity),
        );
      }
    }),
    { numRuns: 60 },
  );
});

describe('the ordered part of a cube', () => {
  test('is all of it where intervals follow one another, 1/n! where they are one', () => {
    expect(logOrderedVolume(Float64Array.of(0, 2, 5), Float64Array.of(1, 4, 6))).toBeCloseTo(Math.log(2), 14);
    expect(logOrderedVolume(Float64Array.of(1, 1, 1, 1), Float64Array.of(3, 3, 3, 3))).toBeCloseTo(
      Math.log(16 / 24),
      14,
    );
  });

  test('against quadrature, three at a time', () => {
    const ascending = fc
      .tuple(...Array.from({ length: 3 }, () => fc.double({ min: 0, max: 1, noNaN: true })))
      .map((x) => Float64Array.from(x).sort());
    fc.assert(
      fc.property(ascending, fc.double({ min: 0.1, max: 1, noNaN: true }), (y, radius) => {
        const a = y.map((v) => Math.max(0, v - radius));
        const b = y.map((v) => Math.min(1, v + radius));
        const slice = (v: number): number =>
          Math.max(0, Math.min(v, b[0]) - a[0]) * Math.max(0, b[2] - Math.max(v, a[2]));
        // In pieces between the kinks.
        const ends = [a[1], b[0], a[2], b[1]].filter((v) => v >= a[1] && v <= b[1]).sort((v, w) => v - w);
        const volume = ends.slice(1).reduce((s, end, i) => s + integrate(slice, ends[i], end).value, 0);
        expect(logOrderedVolume(a, b)).toBeCloseTo(Math.log(volume), 10);
      }),
    );
  });
});

/** The mean and standard error of some numbers, and the root mean square of their own errors. */
function over(seeds: number, run: (seed: number) => { value: number; standardError: number }) {
  const all = Array.from({ length: seeds }, (_, s) => run(s + 1));
  const mean = all.reduce((s, e) => s + e.value, 0) / seeds;
  const spread = Math.sqrt(all.reduce((s, e) => s + (e.value - mean) ** 2, 0) / (seeds - 1));
  const said = Math.sqrt(all.reduce((s, e) => s + e.standardError ** 2, 0) / seeds);
  return { mean, error: spread / Math.sqrt(seeds), spread, said };
}

describe('∫ p log p of a uniform density', () => {
  test.each([
    [1, false],
    [2, false],
    [3, false],
    [1, true],
    [2, true],
    [3, true],
  ])('has no bias, and honest errors: dimension %d, periodic %s', (d, periodic) => {
    const points = particleModel({
      particles: 5,
      epsilon: 0.1,
      pair: hardSphere(),
      initial: uniformCube(d, 2, 3, periodic),
    });
    const options = { times: [0], realisations: 60, scheme: 'points', keepPositions: true } as const;
    const { mean, error, spread, said } = over(40, (seed) =>
      nearestNeighbourEntropy(ensemble(points, { ...options, seed }), 0),
    );
    expect(Math.abs(mean + d * Math.LN2)).toBeLessThan(4 * error);
    // The spread is known to 1/√78, what groups say of it to 1/√(10 · 40).
    expect(Math.abs(said / spread - 1)).toBeLessThan(4 * Math.hypot(1 / Math.sqrt(78), 1 / Math.sqrt(400)));
  });
});

describe('refused', () => {
  const model = particleModel({
    particles: 2,
    epsilon: 0.1,
    pair: hardSphere(),
    initial: uniformCube(2, 1, 3, true),
  });
  const options = { times: [0], scheme: 'points' } as const;
  const kept = (realisations: number) => ensemble(model, { ...options, realisations, keepPositions: true });

  test('ensembles without positions, of one realisation, or too small for so many neighbours', () => {
    expect(() => nearestNeighbourEntropy(ensemble(model, { ...options, realisations: 9 }), 0)).toThrow(
      /keepPositions/,
    );
    expect(() => nearestNeighbourEntropy(kept(1), 0)).toThrow(/two realisations/);
    expect(() => nearestNeighbourEntropy(kept(2), 0, { neighbours: 3 })).toThrow(/fewer neighbours/);
    expect(() => nearestNeighbourEntropy(kept(9), 0, { neighbours: 0 })).toThrow(/neighbours/);
    expect(() => nearestNeighbourEntropy(kept(9), 1)).toThrow(/k/);
  });

  test('a handful of realisations has no error to tell', () => {
    expect(nearestNeighbourEntropy(kept(19), 0, { neighbours: 1 }).standardError).toBe(Infinity);
    expect(nearestNeighbourEntropy(kept(60), 0, { neighbours: 1 }).standardError).toBeLessThan(1);
  });

  test('points in one place have infinite entropy, not NaN', () => {
    const line = particleModel({ ...model, box: [[0, 1]], initial: uniformCube(1, 1, 3) });
    const ensembleOf = ensemble(line, { ...options, realisations: 20, keepPositions: true });
    const [frame] = ensembleOf.frames;
    const frozen = {
      ...ensembleOf,
      frames: [{ ...frame, positions: (frame.positions ?? []).map((x) => x.map(() => 0.5)) }],
    };
    expect(nearestNeighbourEntropy(frozen, 0)).toEqual({ value: Infinity, standardError: Infinity });
  });
});
