import { gaussian, grid, hardSphere, indicator, particleModel, yukawa } from 'ottoflow';
import { ensemble, realisation } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { uniformAt } from '../../../solvers/particles/random/streams.ts';
import { stripOfSquare, uniformCube } from './box.ts';
import { chiSquare, kolmogorovSmirnov } from './statistics.ts';

/** Distances of the two particles in R starts. */
function distances(
  model: Parameters<typeof realisation>[0],
  realisations: number,
  sweeps?: number,
): Float64Array {
  const d = model.box.length;
  return Float64Array.from({ length: realisations }, (_, index) => {
    const [x] = realisation(model, {
      index,
      times: [0],
      seed: 6,
      ...(sweeps === undefined ? {} : { sweeps }),
    });
    return Math.hypot(...Array.from({ length: d }, (_, k) => x[k] - x[d + k]));
  });
}

/** Distances of pairs drawn from the law of two independent uniform points with weight e^{−u(r/ε)}, by rejection. */
function rejected(d: number, realisations: number, keep: (r: number, u: number) => boolean): Float64Array {
  const out = new Float64Array(realisations);
  let k = 0;
  for (let throwing = 0; k < realisations; throwing++) {
    const u = Array.from({ length: 2 * d + 1 }, (_, i) =>
      uniformAt({ seed: 77, realisation: d }, throwing, i),
    );
    const r = Math.hypot(...Array.from({ length: d }, (_, i) => u[i] - u[d + i]));
    if (keep(r, u[2 * d])) out[k++] = r;
  }
  return out;
}

/** Two samples of one law in twenty bins that hold the same number of the second, ten times the larger. */
function agree(a: Float64Array, b: Float64Array): number {
  const sorted = b.toSorted();
  const bin = (r: number): number => {
    let k = 0;
    while (k < 19 && r > sorted[((k + 1) * sorted.length) / 20]) k++;
    return k;
  };
  const counts = new Float64Array(20);
  for (const r of a) counts[bin(r)]++;
  return chiSquare(counts, new Float64Array(20).fill(a.length / 20));
}

describe('two particles, thrown with weight e^{−U}', () => {
  test.each([2, 3])('hard ones in dimension %i are as by rejection', (d) => {
    const model = particleModel({
      particles: 2,
      epsilon: 0.5,
      pair: hardSphere(),
      initial: uniformCube(d, 1, 4),
    });
    const found = distances(model, 3000);
    expect(found.every((r) => r >= 0.5)).toBe(true);
    expect(
      Math.abs(
        agree(
          found,
          rejected(d, 100000, (r) => r >= 0.5),
        ),
      ),
    ).toBeLessThan(4);
  });

  test('soft ones are as by rejection', () => {
    const pair = gaussian(3);
    const model = particleModel({ particles: 2, epsilon: 0.3, pair, initial: uniformCube(2, 1, 4) });
    const keep = (r: number, u: number): boolean => u < Math.exp(-pair.u(r / 0.3));
    expect(Math.abs(agree(distances(model, 3000), rejected(2, 100000, keep)))).toBeLessThan(4);
    // Without sweeps they are independent, and χ² sees it.
    expect(agree(distances(model, 3000, 0), rejected(2, 100000, keep))).toBeGreaterThan(10);
  });

  test('hard ones on a periodic square keep apart across its ends', () => {
    const model = particleModel({
      particles: 2,
      epsilon: 0.45,
      pair: hardSphere(),
      initial: uniformCube(2, 1, 4, true),
    });
    const squares: number[] = [];
    for (let index = 0; index < 2000; index++) {
      const [x] = realisation(model, { index, times: [0] });
      const across = [0, 1].map((k) => Math.abs(x[k] - x[2 + k])).map((v) => Math.min(v, 1 - v));
      squares.push(across[0] ** 2 + across[1] ** 2);
    }
    expect(Math.min(...squares)).toBeGreaterThanOrEqual(0.45 ** 2);
    // Up to half a period r² is uniform above ε²: the area of a ring.
    const near = squares.filter((s) => s < 0.25);
    expect(kolmogorovSmirnov(near, (s) => (s - 0.45 ** 2) / (0.25 - 0.45 ** 2))).toBeLessThan(1.95);
  });
});

describe('many particles', () => {
  test('start where the density is positive, without overlap, at four tenths of the strip', () => {
    const model = particleModel({
      particles: 200,
      epsilon: 0.022,
      pair: hardSphere(),
      initial: stripOfSquare(0.6, 0.8, 20),
    });
    const { frames } = ensemble(model, { times: [0], realisations: 3 });
    expect(frames[0].overlaps).toBe(0);
    const [x] = realisation(model, { index: 1, times: [0] });
    for (let i = 0; i < x.length; i += 2) {
      expect(x[i]).toBeGreaterThanOrEqual(0.6 - 1e-12);
      expect(x[i]).toBeLessThanOrEqual(0.8 + 1e-12);
      for (let j = 0; j < i; j += 2)
        expect(Math.hypot(x[i] - x[j], x[i + 1] - x[j + 1])).toBeGreaterThanOrEqual(0.022);
    }
  });

  test('too many hard ones for their strip are refused by name', () => {
    const model = particleModel({
      particles: 300,
      epsilon: 0.03,
      pair: hardSphere(),
      initial: stripOfSquare(0.6, 0.8, 20),
    });
    expect(() => realisation(model, { index: 0, times: [0] })).toThrow(
      /fewer hard particles: after \d+ no room/,
    );
  });

  test('of every dimension are thrown into the right cells', () => {
    const box = grid(
      [
        [0, 1],
        [0, 2],
        [-1, 1],
      ],
      [4, 2, 5],
    );
    const initial = indicator(box, [
      [0.25, 0.75],
      [1, 2],
      [-0.6, -0.2],
    ]);
    const model = particleModel({ particles: 100, epsilon: 1e-3, pair: yukawa(), initial });
    const [x] = realisation(model, { index: 0, times: [0], scheme: 'points' });
    const bounds = [
      [0.25, 0.75],
      [1, 2],
      [-0.6, -0.2],
    ];
    x.forEach((v, i) => {
      expect(v).toBeGreaterThanOrEqual(bounds[i % 3][0] - 1e-12);
      expect(v).toBeLessThanOrEqual(bounds[i % 3][1] + 1e-12);
    });
    for (const k of [0, 1, 2])
      expect(
        kolmogorovSmirnov(
          x.filter((_, i) => i % 3 === k),
          (v) => Math.min(1, Math.max(0, (v - bounds[k][0]) / (bounds[k][1] - bounds[k][0]))),
        ),
      ).toBeLessThan(1.95);
  });
});
