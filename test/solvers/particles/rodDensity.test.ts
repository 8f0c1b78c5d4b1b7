import {
  ArgumentError,
  CapabilityError,
  density,
  gaussian,
  grid,
  hardSphere,
  indicator,
  l1Distance,
  particleModel,
  uniform,
} from 'ottoflow';
import { rodDensity } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { reflectedStripCdf } from '../../../solvers/particles/rods/reflectedStrip.ts';
import { uniformStrip } from '../../../solvers/particles/rods/uniformStrip.ts';
import { edges } from '../../../src/grid/axis.ts';
import { naiveReflected, strip } from './rodModels.ts';

describe('reflected Brownian motion from an interval', () => {
  test('agrees with three thousand cosines, on both sides of the crossover', () => {
    const length = 0.7;
    for (const t of [
      1e-4,
      1e-3,
      0.01,
      0.049 * length ** 2,
      0.0499999 * length ** 2,
      0.0500001 * length ** 2,
      0.1,
      1,
    ])
      for (const [a, b] of [
        [0, 0.7],
        [0, 0.1],
        [0.2, 0.5],
        [0.69, 0.7],
      ] as const) {
        const { G } = naiveReflected(t, a, b, length);
        for (const y of [0.001, 0.1, 0.2, 0.33, 0.5, 0.699])
          expect(Math.abs(reflectedStripCdf(y, t, a, b, length) - G(y))).toBeLessThan(1e-13 / (b - a));
      }
  });

  test('starts at the interval and ends uniform', () => {
    const at = (y: number, t: number): number => reflectedStripCdf(y, t, 0.2, 0.4, 1);
    expect([0.1, 0.25, 0.3, 0.5].map((y) => at(y, 0))).toEqual([
      0,
      expect.closeTo(0.25, 14),
      expect.closeTo(0.5, 14),
      1,
    ]);
    expect(Math.abs(at(0.25, 1e-10) - 0.25)).toBeLessThan(1e-12);
    for (const y of [0, 0.1, 0.7, 1]) expect(at(y, Infinity)).toBe(y);
  });
});

describe('the one-particle density of rods', () => {
  test('of one rod solves the heat equation', () => {
    const model = strip(1, 0.1, 0.2, 0.4);
    const { grid: line } = model.initial;
    const x = edges(line.axes[0]);
    for (const t of [1e-3, 0.05, 0.3]) {
      const { G } = naiveReflected(t, 0.7, 0.9, 1);
      const { values } = rodDensity(model, line, t);
      for (let i = 0; i < 200; i++)
        expect(Math.abs(values[i] - (G(x[i + 1] + 0.5) - G(x[i] + 0.5)) * 200)).toBeLessThan(1e-10);
    }
  });

  test.each([2, 5, 12])(
    'of %d rods is the sum of order statistics, written out with binomials and integrated over cells',
    (n) => {
      const epsilon = 0.02;
      const model = strip(n, epsilon, -0.1, 0.4, 20);
      const { grid: line } = model.initial;
      const free = 1 - (n - 1) * epsilon;
      const nodes = 40;
      for (const t of [0.004, 0.05]) {
        const { g, G } = naiveReflected(t, 0.4, 0.9 - (n - 1) * epsilon, free);
        const p = (x: number): number => {
          let sum = 0;
          let choose = 1;
          for (let i = 1; i <= n; i++) {
            const y = x + 0.5 - (i - 1) * epsilon;
            if (y > 0 && y < free) sum += choose * G(y) ** (i - 1) * (1 - G(y)) ** (n - i) * g(y);
            choose *= (n - i) / i;
          }
          return sum;
        };
        const { values } = rodDensity(model, line, t);
        for (let cell = 0; cell < 20; cell++) {
          let mean = 0;
          // Walls of the i-th rod lie at multiples of ε, which here are nodes of the midpoint rule's cells.
          for (let k = 0; k < nodes; k++) mean += p(-0.5 + (cell + (k + 0.5) / nodes) / 20) / nodes;
          expect(Math.abs(values[cell] - mean)).toBeLessThan(2e-4 * mean + 1e-6);
        }
      }
    },
  );

  test('has mass one, whatever the number of rods, the time and the grid', () => {
    for (const [n, epsilon] of [
      [1, 0.1],
      [2, 0.1],
      [100, 0.0015],
      [1000, 0.00015],
    ] as const)
      for (const t of [0, 1e-5, 0.01, 0.5, Infinity])
        for (const cells of [7, 64]) {
          const p = rodDensity(strip(n, epsilon, 0.2, 0.4), grid([[-0.5, 0.5]], [cells]), t);
          expect(Math.abs(p.mass - 1)).toBeLessThan(1e-13);
          expect(p.values.every((v) => v >= 0)).toBe(true);
        }
  });

  test('is symmetric when the start is', () => {
    const model = strip(30, 0.01, -0.2, 0.2);
    for (const t of [0, 0.01, Infinity]) {
      const { values } = rodDensity(model, grid([[-0.5, 0.5]], [50]), t);
      values.forEach((p, i) => {
        expect(Math.abs(p - values[49 - i])).toBeLessThan(1e-10);
      });
    }
  });

  test('loses nothing on a coarser grid: its cells are sums of finer ones', () => {
    const model = strip(100, 0.0015, 0.2, 0.4);
    const fine = rodDensity(model, grid([[-0.5, 0.5]], [120]), 0.02).values;
    const coarse = rodDensity(model, grid([[-0.5, 0.5]], [40]), 0.02).values;
    coarse.forEach((p, i) => {
      expect(Math.abs(p - (fine[3 * i] + fine[3 * i + 1] + fine[3 * i + 2]) / 3)).toBeLessThan(1e-9);
    });
  });

  test('at equilibrium the contact density is that of Tonks: p(wall) = 1/(L − (N − 1) ε) for the outermost rod', () => {
    // Near the left wall, within ε, only the first rod: N p = f₁ = (N/ℓ)(1 − y/ℓ)^{N−1}.
    const [n, epsilon] = [10, 0.05];
    const free = 1 - 9 * epsilon;
    const line = grid([[-0.5, 0.5]], [100]);
    const { values } = rodDensity(strip(n, epsilon, -0.5, 0.5), line, Infinity);
    for (let i = 0; i < 5; i++) {
      const share = (1 - (0.01 * i) / free) ** n - (1 - (0.01 * (i + 1)) / free) ** n;
      expect(Math.abs(values[i] - (100 * share) / n)).toBeLessThan(1e-10);
    }
  });

  test('starts at the indicator, but for what the rods keep free of each other', () => {
    const model = strip(100, 0.0001, 0.2, 0.4);
    const p = rodDensity(model, model.initial.grid, 0);
    expect(l1Distance(p, model.initial)).toBeLessThan(0.01);
    expect(p.values.every((v, i) => v < 1e-9 || model.initial.values[i] > 0)).toBe(true);
  });
});

test('models without a closed form are refused', () => {
  const line = grid([[-0.5, 0.5]], [20]);
  const good = { particles: 5, epsilon: 0.01, pair: hardSphere(), initial: uniform(line) };
  const tilted = density(line, (x) => 1 + x, { mass: 1 });
  expect(() => rodDensity(particleModel({ ...good, initial: tilted }), line, 1)).toThrow(
    /indicator of an interval/,
  );
  expect(() => rodDensity(particleModel({ ...good, external: (x) => x }), line, 1)).toThrow(CapabilityError);
  expect(() => rodDensity(particleModel({ ...good, pair: gaussian() }), line, 1)).toThrow(/gaussian/);
  const square = uniform(
    grid(
      [
        [0, 1],
        [0, 1],
      ],
      [4, 4],
    ),
  );
  expect(() => rodDensity(particleModel({ ...good, initial: square }), line, 1)).toThrow(/dimension 2/);
  expect(() => rodDensity(particleModel(good), grid([[0, 1]], [20]), 1)).toThrow(/grid over the model's box/);
  expect(() => rodDensity(particleModel(good), line, -1)).toThrow(ArgumentError);
  expect(() => rodDensity(strip(100, 0.0025, 0.2, 0.4), line, 1)).toThrow(
    /do not fit into the initial interval/,
  );
});

describe('reading an interval from cell averages', () => {
  test('finds the ends, inside cells too', () => {
    for (const cells of [10, 128, 200, 333])
      for (const [a, b] of [
        [0.2, 0.4],
        [-0.5, 0.5],
        [-0.5, -0.123],
        [0.0301, 0.317],
      ] as const) {
        const found = uniformStrip(indicator(grid([[-0.5, 0.5]], [cells]), [[a, b]]));
        expect(found?.[0]).toBeCloseTo(a, 12);
        expect(found?.[1]).toBeCloseTo(b, 12);
      }
  });

  test('is not fooled by anything else', () => {
    const line = grid([[0, 1]], [8]);
    for (const values of [
      [0, 1, 0.5, 1, 0, 0, 0, 0],
      [1, 1, 0, 1, 1, 1, 1, 1],
      [1, 2, 3, 4, 5, 6, 7, 8],
    ])
      expect(uniformStrip(density(line, values))).toBeNull();
    expect(uniformStrip(density(line, [0, 0, 3, 0, 0, 0, 0, 0]))).toEqual([0.25, 0.375]);
  });
});
