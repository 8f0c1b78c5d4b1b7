import { describe, expect, test } from 'vitest';
import { type Spectrum, spectrum } from '../../../solvers/index.ts';
import {
  density,
  type Energy,
  entropy,
  type Grid,
  gradientFlow,
  grid,
  interaction,
  orderOfConvergence,
  potential,
  power,
  steadyState,
  sum,
  uniform,
} from '../../../src/index.ts';
import { unitBox } from '../../support/boxes.ts';

const parabola = (kappa: number) => potential((...x) => 0.5 * kappa * x.reduce((s, v) => s + v * v, 0));

/** The spectrum of entropy about a constant: the heat flow. */
function heat(box: Grid, count: number): Spectrum {
  const state = uniform(box, { mass: 2 });
  return spectrum(gradientFlow({ energy: entropy(), initial: state }), state, { count });
}

/** The spectrum about the steady state of a local energy. */
function atRest(energy: Parameters<typeof steadyState>[0], box: Grid, count = 4): Spectrum {
  const { density: state } = steadyState(energy, box);
  return spectrum(gradientFlow({ energy, initial: state }), state, { count });
}

function expectClose(found: Spectrum, expected: readonly number[], relative: number): void {
  expect(found.eigenvalues.length).toBe(expected.length);
  for (const [k, value] of expected.entries())
    expect(Math.abs(found.eigenvalues[k] / value - 1), `eigenvalue ${k}`).toBeLessThan(relative);
  expect(Math.max(...found.residuals)).toBeLessThan(1e-8);
  expect(found.decayRate).toBe(2 * found.eigenvalues[0]);
}

/** The order at which |λ_k − exact| goes to zero with the cell width. */
function order(of: (cells: number) => Spectrum, sizes: readonly number[], k: number, exact: number): number {
  const errors = sizes.map((n) => Math.abs(of(n).eigenvalues[k] - exact));
  return orderOfConvergence(
    sizes.map((n) => 1 / n),
    errors,
  ).order;
}

describe('the heat flow has the eigenvalues of the discrete Laplacian', () => {
  /** (4/h²) sin²(angle) on a unit side of n cells. */
  const walls = (n: number, k: number): number => 4 * n * n * Math.sin((Math.PI * k) / (2 * n)) ** 2;
  const around = (n: number, k: number): number => walls(n, 2 * k);

  test.each([10, 100, 700])('between walls, %i cells', (n) => {
    const expected = [1, 2, 3, 4].map((k) => walls(n, k));
    expectClose(heat(unitBox([n]), 4), expected, 1e-10);
  });

  test.each([11, 400])('around a periodic axis, %i cells, each twice', (n) => {
    const expected = [1, 1, 2, 2].map((k) => around(n, k));
    expectClose(heat(unitBox([n], [true]), 4), expected, 1e-10);
  });

  test.each([
    [8, 12],
    [24, 20],
  ])('in a box of %i × %i, one axis periodic', (n, m) => {
    const all: number[] = [];
    for (let k = 0; k < 5; k++)
      for (let l = -4; l < 5; l++) if (k !== 0 || l !== 0) all.push(walls(n, k) + around(m, l));
    all.sort((a, b) => a - b);
    expectClose(heat(unitBox([n, m], [false, true]), 6), all.slice(0, 6), 1e-10);
  });

  test('in a cube, triply and more', () => {
    const one = walls(7, 1);
    const expected = [one, one, one, 2 * one, 2 * one, 2 * one];
    expectClose(heat(unitBox([7, 7, 7]), 6), expected, 1e-10);
  });
});

describe('Ornstein–Uhlenbeck: κ k', () => {
  const kappa = 2;
  const line = (n: number): Spectrum => atRest(sum(entropy(), parabola(kappa)), grid([[-7, 7]], [n]));

  test.each([1, 2, 3])('λ_%i + 1 at second order', (k) => {
    expect(order(line, [60, 120, 240], k, kappa * (k + 1))).toBeGreaterThan(1.85);
  });

  test('the slowest mode moves the density as a whole', () => {
    const box = grid([[-7, 7]], [240]);
    const { density: state } = steadyState(sum(entropy(), parabola(kappa)), box);
    const [q] = line(240).modes;
    // d/dx of a Gaussian of variance 1/κ with ⟨q, q/p⟩ = 1.
    const x = box.centres(0);
    const scale = Math.sign(q[0] * x[0]) * Math.sqrt(kappa);
    for (let i = 0; i < 240; i++) expect(q[i]).toBeCloseTo(scale * x[i] * state.values[i], 2);
  });

  test('in a box the sums of those on its sides, as often as there are sums', () => {
    const energy = sum(entropy(), parabola(kappa));
    const side = [-4, 4] as const;
    const [one, two] = atRest(energy, grid([side], [40])).eigenvalues;
    const found = atRest(energy, grid([side, side], [40, 40]), 5);
    // The density is a product, and arithmetic means along one axis are those on the line: −div θ grad δ²E is a sum.
    expectClose(found, [one, one, 2 * one, two, two], 1e-9);
    expectClose(found, [kappa, kappa, 2 * kappa, 2 * kappa, 2 * kappa], 0.04);
  });
});

describe('quadratic attraction: it does not see where the density is', () => {
  const [ofV, ofW] = [1, 2];
  const energy: Energy = sum(
    entropy(),
    parabola(ofV),
    interaction((x) => 0.5 * ofW * x * x),
  );
  const line = (n: number): Spectrum => {
    const box = grid([[-6, 6]], [n]);
    // W∗p is κ_W x²/2 and a constant for unit mass at the origin.
    const values = box.centres(0).map((x) => Math.exp(-0.5 * (ofV + ofW) * x * x));
    const state = density(box, values, { mass: 1 });
    return spectrum(gradientFlow({ energy, initial: state }), state);
  };

  test.each([100, 400])('κ_V of translation, k (κ_V + κ_W) of the others, %i cells', (n) => {
    const found = line(n);
    expect(found.eigenvalues[0]).toBeCloseTo(ofV, 3);
    for (let k = 1; k < 4; k++) expect(found.eigenvalues[k] / ((k + 1) * (ofV + ofW))).toBeCloseTo(1, 1);
    expect(Math.max(...found.residuals)).toBeLessThan(1e-8);
  });

  test('at second order', () => {
    expect(order(line, [80, 160, 320], 1, 2 * (ofV + ofW))).toBeGreaterThan(1.85);
  });
});

describe('porous medium p² in a parabola: κ k (k + 1)/2, the Legendre polynomials on the support', () => {
  const kappa = 6;
  /** Of the support [−R, R] at unit mass: 2 R³ κ/6 = 1. */
  const R = (3 / kappa) ** (1 / 3);
  /** R ends at this part of a cell. */
  const line =
    (part: number) =>
    (n: number): Spectrum =>
      atRest(
        sum(power(2), parabola(kappa)),
        grid([[(-R * 1.5 * n) / (n + 2 * part), (R * 1.5 * n) / (n + 2 * part)]], [1.5 * n]),
      );

  test.each([0, 1, 2])('λ_%i + 1 at second order where the support ends on a face', (k) => {
    const exact = (kappa * (k + 1) * (k + 2)) / 2;
    expect(order(line(0), [40, 80, 160, 320], k, exact)).toBeGreaterThan(1.85);
  });

  test('at first order where it ends inside a cell', () => {
    const found = order(line(0.25), [40, 80, 160, 320], 0, kappa);
    expect(found).toBeGreaterThan(0.9);
    expect(found).toBeLessThan(1.2);
  });

  test('in two dimensions the slowest mode moves the density as a whole, at the rate κ, twice', () => {
    const box = grid(
      [
        [-1.2, 1.2],
        [-1.2, 1.2],
      ],
      [60, 60],
    );
    const found = atRest(sum(power(2), parabola(kappa)), box, 2);
    expectClose(found, [kappa, kappa], 0.03);
  });
});

test('components of the support: one zero each, left out', () => {
  const wells = sum(
    power(2).scale(0.2),
    potential((x) => 20 * (x * x - 0.4) ** 2),
  );
  const found = atRest(wells, grid([[-1, 1]], [200]));
  expect(found.components).toBe(2);
  // The wells mirror one another, and so every eigenvalue occurs twice.
  expect(found.eigenvalues[1] / found.eigenvalues[0]).toBeCloseTo(1, 10);
  expect(found.eigenvalues[3] / found.eigenvalues[2]).toBeCloseTo(1, 10);
  for (const q of found.modes)
    for (const half of [q.slice(0, 100), q.slice(100)])
      expect(Math.abs(half.reduce((s, v) => s + v, 0))).toBeLessThan(1e-10 * Math.hypot(...q));
});
