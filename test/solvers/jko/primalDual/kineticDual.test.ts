import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kineticMultiplier } from '../../../../solvers/jko/primalDual/kineticDual.ts';

interface Metric {
  readonly timeStep: number;
  readonly stepA: number;
  readonly stepB: number;
}

type Point = readonly [a: number, b: number];

function project([a, b]: Point, { timeStep, stepA, stepB }: Metric): Point {
  const lambda = kineticMultiplier(a, b, timeStep, stepA, stepB);
  return [a - stepA * lambda, b / (1 + stepB * timeStep * lambda)];
}

function squaredDistance([a, b]: Point, [c, d]: Point, { stepA, stepB }: Metric): number {
  return (a - c) ** 2 / stepA + (b - d) ** 2 / stepB;
}

const scale = fc.integer({ min: -12, max: 12 }).map((k) => 10 ** (k / 4));
const metrics = fc.record({ timeStep: scale, stepA: scale, stepB: scale });
const signed = fc.tuple(scale, fc.constantFrom(-1, 0, 1)).map(([size, sign]) => sign * size);
const points: fc.Arbitrary<Point> = fc.tuple(signed, signed);

describe('the projection on the paraboloid a + (τ/2) b² ≤ 0', () => {
  test('gives feasible points, and leaves feasible ones', () => {
    fc.assert(
      fc.property(points, metrics, (point, metric) => {
        const [a, b] = project(point, metric);
        const parts = Math.abs(a) + Math.abs(point[0]) + 0.5 * metric.timeStep * b * b;
        expect(a + 0.5 * metric.timeStep * b * b).toBeLessThanOrEqual(1e-12 * parts);
        if (point[0] + 0.5 * metric.timeStep * point[1] ** 2 <= 0) expect([a, b]).toEqual([...point]);
      }),
      { numRuns: 500 },
    );
  });

  test('is optimal: no point of the paraboloid is nearer', () => {
    fc.assert(
      fc.property(points, metrics, fc.integer({ min: -40, max: 40 }), (point, metric, k) => {
        const nearest = project(point, metric);
        // The variational inequality ⟨x − Px, y − Px⟩ ≤ 0 for a y on the paraboloid.
        const b = nearest[1] * (1 + k / 20) + k * 1e-3;
        const other: Point = [-0.5 * metric.timeStep * b * b, b];
        const along =
          ((point[0] - nearest[0]) * (other[0] - nearest[0])) / metric.stepA +
          ((point[1] - nearest[1]) * (other[1] - nearest[1])) / metric.stepB;
        const size = Math.sqrt(
          squaredDistance(point, nearest, metric) * squaredDistance(other, nearest, metric),
        );
        const noise = 1e-14 * squaredDistance(point, [0, 0], metric);
        expect(along).toBeLessThanOrEqual(1e-9 * size + noise);
      }),
      { numRuns: 500 },
    );
  });

  test('is found by brute force too', () => {
    fc.assert(
      fc.property(points, metrics, (point, metric) => {
        const [a, b] = point;
        fc.pre(a + 0.5 * metric.timeStep * b * b > 0);
        const onSurface = (d: number): Point => [-0.5 * metric.timeStep * d * d, d];
        const f = (d: number) => squaredDistance(point, onSurface(d), metric);
        // Along the surface the distance has one minimum between 0 and b if a ≥ 0; shrink the bracket on it by thirds.
        fc.pre(a >= 0);
        let [low, high] = [Math.min(0, b), Math.max(0, b)];
        for (let k = 0; k < 200; k++) {
          const [x, y] = [low + (high - low) / 3, high - (high - low) / 3];
          if (f(x) < f(y)) high = y;
          else low = x;
        }
        expect(squaredDistance(point, project(point, metric), metric)).toBeLessThanOrEqual(
          f(0.5 * (low + high)) * (1 + 1e-9),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('is nonexpansive', () => {
    fc.assert(
      fc.property(points, points, metrics, (x, y, metric) => {
        const before = squaredDistance(x, y, metric);
        const after = squaredDistance(project(x, metric), project(y, metric), metric);
        expect(after).toBeLessThanOrEqual(before * (1 + 1e-10) + 1e-10);
      }),
      { numRuns: 500 },
    );
  });

  test('multiplier: zero inside; a/σ_a where b is zero; by hand where the cubic is easy', () => {
    expect(kineticMultiplier(-1, 1, 1, 1, 1)).toBe(0);
    expect(kineticMultiplier(3, 0, 0.7, 2, 5)).toBeCloseTo(1.5, 14);
    // τ = σ_a = σ_b = 1, b = 2: λ = 1 solves a − λ + 2/(1 + λ)² = 0 for a = ½.
    expect(kineticMultiplier(0.5, 2, 1, 1, 1)).toBeCloseTo(1, 14);
  });
});
