import {
  density,
  type GradientFlow,
  gradientFlow,
  type LocalEnergy,
  l1Distance,
  potential,
  type Step,
  sum,
} from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { newtonSolver } from '../../../solvers/jko/newton.ts';
import { quantileSolver } from '../../../solvers/jko/quantile/quantileSolver.ts';
import { paperBox, paperEnergy, paperFlow } from './support/paper.ts';

const byNewton = (flow: GradientFlow<LocalEnergy>, timeStep: number, innerIntervals: number): Step => {
  const solver = newtonSolver({ timeStep, innerIntervals, tolerance: 1e-11 });
  return solver.step(solver.init(flow), flow, Infinity);
};

const byQuantile = (flow: GradientFlow<LocalEnergy>, timeStep: number, parcels = 3200): Step => {
  const solver = quantileSolver({ timeStep, parcels, tolerance: 1e-11 });
  return solver.step(solver.init(flow), flow, Infinity);
};

/** Averages over 25 cells of what the two solvers differ by on n. */
function difference(start: (x: number) => number, n: number, timeStep: number, intervals: number): number[] {
  const flow = gradientFlow({ energy: paperEnergy, initial: density(paperBox(n), start, { mass: 1 }) });
  const p = byNewton(flow, timeStep, intervals).density.values;
  const q = byQuantile(flow, timeStep).density.values;
  const k = n / 25;
  return Array.from({ length: 25 }, (_, i) => {
    let s = 0;
    for (let j = i * k; j < (i + 1) * k; j++) s += (p[j] - q[j]) / k;
    return s;
  });
}

describe('Benamou–Brenier steps converge to the exact ones', () => {
  // Time steps so long that inner time matters; the error of order h² goes by Richardson extrapolation from n = 50 and 100.
  const cases: [string, (x: number) => number, number, number][] = [
    ['waves', (x) => 1 + 0.5 * Math.sin(Math.PI * x) + 0.2 * Math.cos(2 * Math.PI * x), 0.2, 1.95],
    ['a bump', (x) => 0.05 + Math.exp(-50 * (x - 0.1) ** 2), 0.05, 1.85],
  ];
  for (const [name, start, timeStep, least] of cases)
    test(`with the square of the number of inner intervals, from ${name}`, () => {
      const errors = [1, 2, 4, 8, 16].map((S) => {
        const coarse = difference(start, 50, timeStep, S);
        const fine = difference(start, 100, timeStep, S);
        return fine.reduce((s, d, i) => s + Math.abs((4 * d - coarse[i]) / 3) / 25, 0);
      });
      const orders = errors.slice(1).map((e, k) => Math.log2(errors[k] / e));
      expect(Math.min(...orders)).toBeGreaterThan(least);
      expect(Math.max(...orders)).toBeLessThan(2.1);
      expect(orders[3]).toBeGreaterThan(1.95);
    });

  test('with the square of the width of cells', () => {
    const [, start, timeStep] = cases[0];
    const errors = [50, 100, 200].map((n) => {
      const flow = gradientFlow({ energy: paperEnergy, initial: density(paperBox(n), start, { mass: 1 }) });
      return l1Distance(byNewton(flow, timeStep, 32).density, byQuantile(flow, timeStep).density);
    });
    expect(Math.log2(errors[0] / errors[1])).toBeGreaterThan(1.8);
    expect(errors[2]).toBeLessThan(1e-5);
  });

  test('with a potential, in density and in transport', () => {
    const V = potential((x) => 4 * x * x + x);
    const initial = density(paperBox(200), cases[0][1], { mass: 1 });
    const flow = gradientFlow({ energy: sum(paperEnergy, V), initial });
    const exact = byQuantile(flow, 0.05);
    const steps = [1, 4, 16].map((S) => byNewton(flow, 0.05, S));
    const apart = steps.map((s) => l1Distance(s.density, exact.density));
    expect(apart[1]).toBeLessThan(apart[0] / 10);
    expect(apart[2]).toBeLessThan(2e-5);
    expect(Math.abs((steps[2].transport ?? NaN) - (exact.transport ?? NaN))).toBeLessThan(2e-6);
  });

  test('from the indicator, to the error of the grid', () => {
    const apart = [100, 200].map((n) => {
      const flow = paperFlow(n);
      const exact = byQuantile(flow, 1e-3, 8 * n);
      return [1, 4, 8].map((S) => l1Distance(byNewton(flow, 1e-3, S).density, exact.density));
    });
    for (const [one, four, eight] of apart) {
      expect(four).toBeLessThan(one / 4);
      expect(eight).toBeLessThan(four);
    }
    expect(apart[1][2]).toBeLessThan(apart[0][2] / 1.5);
  });
});
