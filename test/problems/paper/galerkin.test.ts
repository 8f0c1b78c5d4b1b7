import {
  density,
  entropy,
  excludedVolume,
  type Grid,
  gradientFlow,
  grid,
  l1Distance,
  orderOfConvergence,
  potential,
  solve,
} from 'ottoflow';
import { finiteVolume } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { heatFromStrip } from '../../../problems/paper/example41/heat.ts';
import { basis, cellAverages, projectIndicator } from '../../../problems/paper/galerkin/basis.ts';
import { galerkin } from '../../../problems/paper/galerkin/flow.ts';
import { gaussLegendre, legendre } from '../../../problems/paper/galerkin/legendre.ts';

const BOX = [-0.5, 0.5] as const;
const STRIP = [0.2, 0.4] as const;
const line = (cells: number): Grid => grid([BOX], [cells]);

describe('Legendre polynomials and their quadrature', () => {
  test('are those of the books', () => {
    const p = new Float64Array(5);
    for (const x of [-1, -0.3, 0, 0.7, 1]) {
      legendre(p, x);
      const exact = [1, x, (3 * x * x - 1) / 2, (5 * x ** 3 - 3 * x) / 2, (35 * x ** 4 - 30 * x * x + 3) / 8];
      for (const [k, v] of exact.entries()) expect(p[k]).toBeCloseTo(v, 14);
    }
  });

  test.each([1, 2, 5, 40, 109])('%i nodes integrate every power up to twice as many less one', (count) => {
    const { nodes, weights } = gaussLegendre(count);
    for (let k = 0; k < 2 * count; k++) {
      const sum = nodes.reduce((s, x, i) => s + weights[i] * x ** k, 0);
      expect(Math.abs(sum - (k % 2 === 0 ? 2 / (k + 1) : 0))).toBeLessThan(1e-13);
    }
  });

  test('the basis is orthonormal, and its slopes are differences of its values', () => {
    const { values, slopes, weights, nodes, size } = basis([0.2, 1.7], 12);
    for (let k = 0; k < size; k++)
      for (let l = 0; l < size; l++) {
        const product = weights.reduce((s, w, i) => s + w * values.get(i, k) * values.get(i, l), 0);
        expect(Math.abs(product - (k === l ? 1 : 0))).toBeLessThan(1e-12);
      }
    // ∫ φ_k′ φ_0 = φ_0 (φ_k(1.7) − φ_k(0.2)), where |P_k| = 1.
    for (let k = 1; k < size; k++) {
      const integral = weights.reduce((s, w, i) => s + w * slopes.get(i, k), 0);
      const jump = Math.sqrt((2 * k + 1) / 1.5) * (k % 2 === 0 ? 0 : 2);
      expect(Math.abs(integral - jump)).toBeLessThan(1e-11);
    }
    expect([Math.min(...nodes) > 0.2, Math.max(...nodes) < 1.7]).toEqual([true, true]);
  });
});

describe('cosine series of the heat equation', () => {
  test('cell averages by quadrature of a Gaussian and its images', () => {
    const t = 0.01;
    // The heat kernel of the line, reflected at both walls, integrated over the strip by 400 midpoints.
    const kernel = (x: number): number => Math.exp(-(x * x) / (4 * t)) / Math.sqrt(4 * Math.PI * t);
    const images = (x: number, y: number): number =>
      [-2, -1, 0, 1, 2].reduce((s, k) => s + kernel(x - y - 2 * k) + kernel(x + y - 1 - 2 * k), 0);
    const starts = Array.from({ length: 400 }, (_, i) => 0.2 + (0.2 * (i + 0.5)) / 400);
    const exact = density(line(40), (x) => starts.reduce((s, y) => s + images(x, y), 0) / 400);
    expect(l1Distance(heatFromStrip(line(40), STRIP, t), exact)).toBeLessThan(1e-6);
  });

  test('keep their mass', () => {
    for (const t of [1e-3, 0.05, 10]) expect(heatFromStrip(line(70), STRIP, t).mass).toBeCloseTo(1, 14);
  });
});

describe('Legendre–Galerkin', () => {
  test('comes to the cosine series of the heat equation', () => {
    const b = basis(BOX, 48);
    const drift = { coefficient: 0, slope: () => 0 };
    const end = galerkin(b, drift, projectIndicator(b, STRIP), 0.05, { first: 1e-6, growth: 1.3 });
    expect(l1Distance(cellAverages(b, end, line(300)), heatFromStrip(line(300), STRIP, 0.05))).toBeLessThan(
      1e-8,
    );
  });

  test('stays at rest, where log p + a p + V is constant', () => {
    const b = basis(BOX, 30);
    // p = 1 + x/4 is at rest in V = −log p − a p.
    const [a, p] = [0.3, (x: number): number => 1 + x / 4];
    const drift = { coefficient: a, slope: (x: number) => -(1 / p(x) + a) / 4 };
    const start = new Float64Array(30);
    for (let i = 0; i < b.nodes.length; i++)
      for (let k = 0; k < 30; k++) start[k] += b.weights[i] * b.values.get(i, k) * p(b.nodes[i]);
    const end = galerkin(b, drift, start, 1, { first: 1e-2, growth: 1.5 });
    expect(Math.max(...end.map((v, k) => Math.abs(v - start[k])))).toBeLessThan(1e-12);
  });

  test('is where finite volumes go, with drift and interactions', () => {
    const b = basis(BOX, 40);
    const start = galerkin(b, { coefficient: 0.3, slope: (x) => 10 * x }, projectIndicator(b, STRIP), 0.02, {
      first: 1e-5,
      growth: 1.5,
    });
    const end = galerkin(b, { coefficient: 0.3, slope: (x) => 10 * x }, start, 0.02, {
      first: 1e-3,
      growth: 1.5,
    });
    const energy = entropy()
      .plus(excludedVolume(0.3))
      .plus(potential((x) => 5 * x * x));
    const { order } = orderOfConvergence([1 / 50, 1 / 100, 1 / 200], (h) => {
      const on = line(Math.round(1 / h));
      const flow = gradientFlow({ energy, initial: cellAverages(b, start, on) });
      const { snapshots } = solve(flow, finiteVolume({ order: 2, timeStep: 1e-4 }), { until: 0.02 });
      return l1Distance(snapshots[0].density, cellAverages(b, end, on));
    });
    expect(Math.abs(order - 2)).toBeLessThan(0.1);
  });
});
