import { describe, expect, test } from 'vitest';
import { evaluatePanels, panels } from '../../../../solvers/jko/quantile/panels.ts';

describe('potentials on panels', () => {
  const points = Float64Array.from({ length: 501 }, (_, i) => -1 + (2.5 * i) / 500);
  const at = (f: (x: number) => number) => {
    const made = panels(f, -1, 1.5, 0.01);
    const make = (): Float64Array => new Float64Array(points.length);
    const out = { value: make(), slope: make(), curvature: make() };
    evaluatePanels(out, points, made);
    return { ...out, convexity: made.convexity };
  };

  test('have the derivatives of smooth functions', () => {
    const cases: [(x: number) => number, (x: number) => number, (x: number) => number, number][] = [
      [(x) => 3 * x * x - x, (x) => 6 * x - 1, () => 6, 6],
      [(x) => Math.cos(20 * x), (x) => -20 * Math.sin(20 * x), (x) => -400 * Math.cos(20 * x), -400],
      [(x) => Math.exp(2 * x), (x) => 2 * Math.exp(2 * x), (x) => 4 * Math.exp(2 * x), 4 * Math.exp(-2)],
      [(x) => (x * x - 0.3) ** 2, (x) => 4 * x * (x * x - 0.3), (x) => 12 * x * x - 1.2, -1.2],
      [() => 7, () => 0, () => 0, 0],
    ];
    for (const [f, df, d2f, least] of cases) {
      const { value, slope, curvature, convexity } = at(f);
      const size = Math.max(...points.map((x) => Math.abs(d2f(x))), 1);
      points.forEach((x, i) => {
        expect(Math.abs(value[i] - f(x))).toBeLessThan(1e-13 * size);
        expect(Math.abs(slope[i] - df(x))).toBeLessThan(1e-11 * size);
        expect(Math.abs(curvature[i] - d2f(x))).toBeLessThan(1e-8 * size);
      });
      // A bound from below, not much lower than it must be.
      expect(convexity).toBeLessThanOrEqual(least + 1e-8 * size);
      expect(convexity).toBeGreaterThan(least - 0.05 * size);
    }
  });

  test('round a convex corner off, and stay convex', () => {
    for (const corner of [0, 0.25, 0.31415]) {
      const { value, slope, convexity } = at((x) => 5 * Math.abs(x - corner) + x * x);
      expect(convexity).toBeGreaterThan(1.9);
      points.forEach((x, i) => {
        const distance = Math.abs(x - corner);
        expect(Math.abs(value[i] - (5 * distance + x * x))).toBeLessThan(distance > 0.011 ? 1e-12 : 0.05);
        if (distance > 0.011) expect(slope[i]).toBeCloseTo(5 * Math.sign(x - corner) + 2 * x, 9);
      });
    }
  });

  test('report the concavity of a concave corner', () => {
    expect(at((x) => -Math.abs(x - 0.2)).convexity).toBeLessThan(-50);
  });

  test('are refused where V is infinite or nowhere smooth', () => {
    expect(() => at((x) => 1 / (x + 1))).toThrow(/finite in the whole box.*V\(-1\) is Infinity/);
    expect(() => at((x) => Math.sin(1e6 * x * x))).toThrow(/smooth but for a few corners/);
  });
});
