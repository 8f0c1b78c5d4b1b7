import fc from 'fast-check';
import { density as densityOn, entropy, faceMean, grid, internal } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { feasiblePotentials, potentialScratch } from '../../../solvers/jko/feasiblePotentials.ts';
import { feasibleDensities } from '../../../solvers/jko/primalDual/feasibleDensities.ts';

const level = fc.integer({ min: -50, max: 300 }).map((k) => k / 100);

describe('feasible densities', () => {
  const cases = fc
    .record({
      n: fc.integer({ min: 1, max: 12 }),
      intervals: fc.integer({ min: 1, max: 3 }),
      lower: fc.constantFrom(0, 0.2),
      upper: fc.constantFrom(1, 2, Infinity),
      fill: fc.integer({ min: 0, max: 100 }),
    })
    .chain((shape) =>
      fc.record({
        shape: fc.constant(shape),
        end: fc.array(level, { minLength: shape.n, maxLength: shape.n }),
        density: fc.array(level, {
          minLength: shape.n * shape.intervals,
          maxLength: shape.n * shape.intervals,
        }),
      }),
    );

  function problemOf({
    n,
    intervals,
    lower,
    upper,
    fill,
  }: (typeof cases extends fc.Arbitrary<infer T> ? T : never)['shape']) {
    const bounded = internal({
      U: (p) => (p > 0 ? p * Math.log(p) : 0),
      dU: (p) => Math.log(p) + 1,
      d2U: (p) => 1 / p,
      domain: [lower, upper],
    });
    // Anything from empty (as empty as may be) to full.
    const mean = lower + (fill / 100) * (Math.min(upper, 3) - lower);
    return {
      energy: bounded.on(grid([[0, 1]], [n])),
      previous: new Float64Array(n).fill(Math.max(mean, 1e-3)),
      timeStep: 0.1,
      intervals,
      faceMean: faceMean('arithmetic'),
    };
  }

  test('are positive, in the domain of the energy at the end, and of the mass of the previous ones', () => {
    fc.assert(
      fc.property(cases, ({ shape, end, density }) => {
        const problem = problemOf(shape);
        const { n, intervals, lower, upper } = shape;
        const out = new Float64Array(n * intervals);
        feasibleDensities(out, Float64Array.from(end, Math.abs), Float64Array.from(density), problem);
        const { grid: box } = problem.energy;
        for (let j = 0; j < intervals; j++) {
          const p = out.subarray(j * n, (j + 1) * n);
          expect(Math.abs(densityOn(box, p).mass / densityOn(box, problem.previous).mass - 1)).toBeLessThan(
            1e-14,
          );
          expect(p.every((v) => v > 0)).toBe(true);
        }
        expect(out.subarray((intervals - 1) * n).every((v) => v >= lower && v <= upper)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('are those given where these are feasible', () => {
    const problem = problemOf({ n: 4, intervals: 2, lower: 0, upper: 2, fill: 50 });
    const end = Float64Array.of(0.5, 1.5, 1.25, 0.75);
    const middle = Float64Array.of(0.75, 1.25, 1.125, 0.875);
    const out = new Float64Array(8);
    feasibleDensities(out, end, Float64Array.of(...middle, ...end), problem);
    for (const [k, p] of [...middle, ...end].entries()) expect(out[k]).toBeCloseTo(p, 14);
  });
});

describe('feasible potentials', () => {
  test('solve the discrete Hamilton–Jacobi equation backwards from the last one', () => {
    const n = 20;
    const S = 4;
    const h = 1 / n;
    const timeStep = 1e-3;
    const problem = {
      energy: entropy().on(grid([[0, 1]], [n])),
      previous: new Float64Array(n).fill(1),
      timeStep,
      intervals: S,
      faceMean: faceMean('arithmetic'),
    };
    const last = (i: number) => Math.sin(3 * (i + 0.5) * h);
    const given = Float64Array.from({ length: n * S }, (_, k) => last(k % n) + 0.01 * Math.cos(k));
    const phi = new Float64Array(n * S);
    feasiblePotentials(phi, given, problem, potentialScratch(n));
    for (let i = 0; i < n; i++) expect(phi[(S - 1) * n + i]).toBe(given[(S - 1) * n + i]);
    // K = (τ/2) Aᵀ|grad φ|², and φ^j = φ^{j+1} + (Δs/2)(K^j + K^{j+1}).
    const kinetic = (k: number) => {
      const i = k % n;
      const left = i > 0 ? ((phi[k] - phi[k - 1]) / h) ** 2 : 0;
      const right = i < n - 1 ? ((phi[k + 1] - phi[k]) / h) ** 2 : 0;
      return 0.25 * timeStep * (left + right);
    };
    for (let k = 0; k < n * (S - 1); k++) {
      const expected = phi[k + n] + (0.5 / S) * (kinetic(k) + kinetic(k + n));
      expect(phi[k]).toBeCloseTo(expected, 13);
    }
  });

  test('are finite where the equation has no solution: slopes as steep as those of a vacuum', () => {
    const problem = {
      energy: entropy().on(grid([[0, 1]], [20])),
      previous: new Float64Array(20).fill(1),
      timeStep: 1,
      intervals: 3,
      faceMean: faceMean('arithmetic'),
    };
    const phi = new Float64Array(60);
    const steep = Float64Array.from({ length: 60 }, (_, k) => (k % 20 < 10 ? 0 : 1e6 * (k % 7)));
    feasiblePotentials(phi, steep, problem, potentialScratch(20));
    expect(phi.every(Number.isFinite)).toBe(true);
  });
});
