import { type Grid, grid, hardSphere, type ParticleModel, particleModel, uniform, yukawa } from 'ottoflow';
import {
  ensemble,
  mergeEnsembles,
  type PairCorrelation,
  pairCorrelation,
  realisation,
} from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import {
  fillMargined,
  lagProducts,
  lagsWithin,
  margined,
} from '../../../solvers/particles/correlation/lags.ts';
import { shellWeights } from '../../../solvers/particles/correlation/shells.ts';
import { GROUPS } from '../../../solvers/particles/frame.ts';
import { uniformAt } from '../../../solvers/particles/random/streams.ts';
import { cube, uniformCube } from './box.ts';

/** The largest |g_b − expected_b| in standard errors. */
function worst({ values, standardError }: PairCorrelation, expected: (b: number) => number): number {
  return values.reduce((most, g, b) => Math.max(most, Math.abs(g - expected(b)) / standardError[b]), 0);
}

/** Numbers in [0, 1), never the same for two seeds. */
const noise = (n: number, seed: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => uniformAt({ seed, realisation: 0 }, 0, i));

describe('pairs of independent particles, from cells', () => {
  test.each([
    ['walls', grid([[0, 1]], [7])],
    ['a periodic axis', grid([[0, 2]], [5], { periodic: [true] })],
    ['one of each', cube(2, 1, 4)],
    [
      'one of each, cells of two widths',
      grid(
        [
          [0, 1],
          [0, 3],
        ],
        [4, 3],
        { periodic: [true, false] },
      ),
    ],
  ])('products at all lags against a double loop: %s', (_, box: Grid) => {
    const lags = lagsWithin(box, 1.3);
    const a = noise(box.size, 1);
    const b = noise(box.size, 2);
    const wide = margined(lags);
    fillMargined(wide, lags, b);
    const out = new Float64Array(lags.size);
    lagProducts(out, a, wide);
    const index = (cell: number, k: number): number => Math.floor(cell / box.strides[k]) % box.shape[k];
    const naive = new Float64Array(lags.size);
    for (let m = 0; m < lags.size; m++) {
      let rest = m;
      const lag = lags.extents
        .map((_e, k) => k)
        .reverse()
        .map((k) => {
          const sides = 2 * lags.extents[k] + 1;
          const own = (rest % sides) - lags.extents[k];
          rest = Math.floor(rest / sides);
          return own;
        })
        .reverse();
      for (let i = 0; i < box.size; i++) {
        let [j, inside] = [0, true];
        lag.forEach((step, k) => {
          const cells = box.shape[k];
          const to = index(i, k) + step;
          inside &&= box.axes[k].periodic || (to >= 0 && to < cells);
          j += box.strides[k] * (((to % cells) + cells) % cells);
        });
        if (inside) naive[m] += a[i] * b[j];
      }
    }
    expect(Math.max(...out.map((v, m) => Math.abs(v - naive[m])))).toBeLessThan(1e-13);
  });

  test('on a line, weights are integrals of hats', () => {
    const lags = lagsWithin(grid([[0, 1]], [10]), 0.35);
    const weights = shellWeights(lags, { reach: 0.35, bins: 5 });
    // ∫_0^z of the hat of lag m, of width h = 1/10.
    const hat = (z: number, m: number): number => {
      const t = Math.max(-1, Math.min(1, 10 * z - m));
      return 0.1 * (t < 0 ? 0.5 * (1 + t) ** 2 : 1 - 0.5 * (1 - t) ** 2);
    };
    for (let b = 0; b < 5; b++)
      for (let m = -4; m <= 4; m++) {
        const [inner, outer] = [0.07 * b, 0.07 * (b + 1)];
        const exact = hat(outer, m) - hat(inner, m) + hat(-inner, m) - hat(-outer, m);
        // Midpoints see the kinks of the hats at 1/(8 FINE²) of a cell at worst.
        expect(Math.abs(weights[b * lags.size + m + 4] - exact)).toBeLessThan(0.1 / 64);
      }
  });

  test.each([1, 2, 3])('in dimension %d all lags together make the volume of the shell', (d) => {
    const lags = lagsWithin(cube(d, 1, 5), 0.5);
    const weights = shellWeights(lags, { reach: 0.5, bins: 4 });
    const ball = [2, Math.PI, (4 / 3) * Math.PI][d - 1];
    for (let b = 0; b < 4; b++) {
      const sum = weights.subarray(b * lags.size, (b + 1) * lags.size).reduce((s, w) => s + w, 0);
      expect(sum).toBeCloseTo(ball * 0.125 ** d * ((b + 1) ** d - b ** d), 12);
    }
  });
});

describe('counts', () => {
  const model = particleModel({
    particles: 30,
    epsilon: 0.01,
    pair: hardSphere(),
    initial: uniform(
      grid(
        [
          [0, 1],
          [0, 0.5],
        ],
        [4, 4],
        { periodic: [true, false] },
      ),
    ),
  });
  const options = { times: [0.01], scheme: 'points', pairs: { reach: 0.7, bins: 9 } } as const;

  test('against all pairs and their images', () => {
    const sampled = ensemble(model, { ...options, realisations: 3 });
    const { frames } = sampled;
    const sum = new Float64Array(9);
    for (let r = 0; r < 3; r++) {
      const [x] = realisation(model, { times: [0.01], scheme: 'points', index: r });
      const naive = new Float64Array(9);
      for (let i = 0; i < 30; i++)
        for (let j = 0; j < i; j++)
          for (const image of [-1, 0, 1]) {
            const s = Math.hypot(x[2 * i] - x[2 * j] + image, x[2 * i + 1] - x[2 * j + 1]);
            if (s < 0.7) naive[Math.floor((s / 0.7) * 9)]++;
          }
      expect(frames[0].pairs?.subarray(9 * r, 9 * (r + 1))).toEqual(naive);
      for (let b = 0; b < 9; b++) sum[b] += naive[b];
    }
    expect(pairCorrelation(sampled, 0).pairs).toEqual(sum.map((n) => n / 3));
  });

  test('shares make the same ensemble to the bit, positions too', () => {
    const all = ensemble(model, { ...options, realisations: 130, keepPositions: true });
    const share = (first: number, realisations: number) =>
      ensemble(model, { ...options, first, realisations, keepPositions: true });
    expect(mergeEnsembles(share(70, 60), share(0, 70))).toEqual(all);
    expect(all.frames[0].pairs).toHaveLength(9 * GROUPS);
    const [x] = realisation(model, { times: [0.01], scheme: 'points', index: 101 });
    expect(all.frames[0].positions?.map((c) => c[101])).toEqual([...x]);
  });

  test('shares with other bins, or without, do not merge', () => {
    const one = ensemble(model, { ...options, realisations: 1 });
    for (const pairs of [{ reach: 0.7, bins: 8 }, undefined]) {
      const { pairs: _, ...rest } = options;
      const other = ensemble(model, { ...rest, ...(pairs && { pairs }), first: 1, realisations: 1 });
      expect(() => mergeEnsembles(one, other)).toThrow(/shares/);
    }
  });

  test('what cannot be counted, or has not been, is refused', () => {
    const lone = particleModel({ ...model, particles: 1 });
    expect(() => ensemble(lone, options)).toThrow(/single particle/);
    expect(() => ensemble(model, { ...options, pairs: { reach: 0, bins: 1 } })).toThrow(/pairs\.reach/);
    expect(() => pairCorrelation(ensemble(model, { times: [0], realisations: 2 }), 0)).toThrow(
      /option pairs/,
    );
    expect(() => pairCorrelation(ensemble(model, { ...options, realisations: 1 }), 0)).toThrow(/modulo/);
  });
});

describe('g', () => {
  // Errors from 100 groups: 4.2 of them are passed six times in 10⁵.
  test.each([1, 2, 3])(
    'is 1 for points in a potential, between walls and across periodic ends: dimension %d',
    (d) => {
      const box = grid(
        Array.from({ length: d }, () => [0, 1] as const),
        Array.from({ length: d }, () => [40, 20, 10][d - 1]),
        { periodic: Array.from({ length: d }, (_, k) => k === 1) },
      );
      const points = particleModel({
        particles: 40,
        epsilon: 0.01,
        pair: hardSphere(),
        external: (x) => 8 * (x - 0.2) ** 2,
        initial: uniform(box),
      });
      const pairs = { reach: 0.4, bins: 8 };
      const sampled = ensemble(points, {
        times: [0.03],
        realisations: 200,
        scheme: 'points',
        substep: 3e-4,
        pairs,
      });
      expect(worst(pairCorrelation(sampled, 0), () => 1)).toBeLessThan(4.2);
    },
  );

  test('is e^{−u} for a dilute soft gas, (3.21)', () => {
    const epsilon = 0.02;
    const gas = particleModel({
      particles: 12,
      epsilon,
      pair: yukawa(),
      initial: uniformCube(2, 1, 8, true),
    });
    const sampled = ensemble(gas, { times: [0], realisations: 800, pairs: { reach: 4 * epsilon, bins: 8 } });
    // The mean of e^{−u} over a bin, by midpoints in the area.
    const boltzmann = (b: number): number => {
      const radii = Array.from({ length: 200 }, (_, q) => 0.5 * (b + (q + 0.5) / 200));
      const weight = radii.reduce((s, r) => s + r, 0);
      return radii.reduce((s, r) => s + r * Math.exp(-Math.exp(-r) / r), 0) / weight;
    };
    const g = pairCorrelation(sampled, 0);
    expect(worst(g, boltzmann)).toBeLessThan(4.2);
    expect(worst(g, () => 1)).toBeGreaterThan(10);
  });

  // η = 0.2 and 0.15; in the bin beside contact, where g falls by a few per cent.
  test.each([
    ['disks, by scaled particles', 2, 100, 0.0505, (eta: number) => (1 - eta / 2) / (1 - eta) ** 2],
    ['spheres, by Carnahan and Starling', 3, 40, 0.1927, (eta: number) => (1 - eta / 2) / (1 - eta) ** 3],
  ] as const)('at contact, hard %s', (_, d, particles, epsilon, contact) => {
    const fluid: ParticleModel = particleModel({
      particles,
      epsilon,
      pair: hardSphere(),
      initial: uniformCube(d, 1, 4, true),
    });
    const pairs = { reach: 1.05 * epsilon, bins: 21 };
    const { values, standardError } = pairCorrelation(
      ensemble(fluid, { times: [0], realisations: 80, pairs }),
      0,
    );
    const eta = particles * (d === 2 ? Math.PI / 4 : Math.PI / 6) * epsilon ** d;
    expect(values.slice(0, 20)).toEqual(new Float64Array(20));
    expect(Math.abs(values[20] - contact(eta))).toBeLessThan(4.2 * standardError[20] + 0.06);
    expect(standardError[20]).toBeLessThan(0.13);
  });
});
