import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  CapabilityError,
  type Density,
  density,
  type Energy,
  entropy,
  excludedVolume,
  functional,
  grid,
  interaction,
  internal,
  l1Distance,
  obstacle,
  potential,
  power,
  relativeEnergy,
  type SteadyState,
  steadyState,
  sum,
  uniform,
} from '../../src/index.ts';
import { parabola, residual, springs, squares } from './samples.ts';

function variance({ grid: box, values }: Density, axis = 0): number {
  return values.reduce((s, p, i) => s + p * box.centre(i)[axis] ** 2, 0) * box.cellVolume;
}

describe('closed forms', () => {
  test.each([
    [1, 3, 2],
    [1, 4, -1],
    [2, 3, 2],
  ])(
    'entropy, κ_V|x|²/2 and κ_W|x|²/2 in %i dimensions: a Gaussian of variance 1/(κ_V + κ_W)',
    (d, kappaV, kappaW) => {
      const cells = d === 1 ? 400 : 60;
      const box = grid(
        Array.from({ length: d }, () => [-6, 6] as const),
        Array.from({ length: d }, () => cells),
      );
      const { density: p } = steadyState(sum(entropy(), parabola(kappaV), springs(kappaW)), box);
      expect(p.mass).toBeCloseTo(1, 14);
      // The discrete Gaussian: weights are those at the centres, exactly; sums of them converge faster than any power.
      for (let k = 0; k < d; k++) expect(variance(p, k)).toBeCloseTo(1 / (kappaV + kappaW), 10);
      const s = kappaV + kappaW;
      const weights = p.values.map((_, i) => Math.exp(-0.5 * s * squares(box.centre(i))));
      const Z = weights.reduce((a, b) => a + b, 0) * box.cellVolume;
      for (const [i, w] of weights.entries()) expect(p.values[i]).toBeCloseTo(w / Z, 11);
    },
  );

  test('a porous medium that attracts itself: a parabola (λ − κx²/2)₊/2 as in a potential of the same κ', () => {
    const box = grid([[-2, 2]], [160]);
    const kappa = 6;
    const alone = steadyState(sum(power(2), springs(kappa)), box);
    const held = steadyState(sum(power(2), parabola(kappa)), box);
    expect(alone.density.values[0]).toBe(0);
    for (const [i, v] of held.density.values.entries()) expect(alone.density.values[i]).toBeCloseTo(v, 11);
    // ∫ κ(R² − x²)/4 = κR³/3 = 1, up to the cells of the grid.
    const R = (3 / kappa) ** (1 / 3);
    const [h] = box.axes.map((a) => a.spacing);
    for (const [i, x] of box.centres(0).entries())
      expect(Math.abs(alone.density.values[i] - Math.max(0, (kappa / 4) * (R * R - x * x)))).toBeLessThan(
        h * h * kappa,
      );
  });

  test('a repulsion that reaches its own cell alone is excluded volume', () => {
    const box = grid([[-1, 1]], [50]);
    const [h] = box.axes.map((a) => a.spacing);
    // ½∬W p p = ½ h² Σ W(0) p_i², so that W(0) = 2a/h is ∫ a p².
    const a = 0.7;
    const delta = interaction((x) => (Math.abs(x) < h / 2 ? (2 * a) / h : 0));
    const V = potential((x) => 4 * x * x);
    const nonlocal = steadyState(sum(entropy(), delta, V), box);
    const local = steadyState(sum(entropy(), power(2).scale(a), V), box);
    for (const [i, v] of local.density.values.entries())
      expect(nonlocal.density.values[i]).toBeCloseTo(v, 12);
    expect(nonlocal.energy).toBeCloseTo(local.energy, 12);
    expect(nonlocal.multiplier).toBeCloseTo(local.multiplier, 11);
    expect(nonlocal.uniqueness).toBe('convex');
  });

  test('cosine attraction on a torus: uniform up to its critical strength, self-consistent beyond', () => {
    // U″ + Ŵ₁ = 1 − a/2 > 0 for W = −a cos 2πx; beyond, p ∝ e^{am cos 2πx} with m = I₁(am)/I₀(am) = ⟨cos⟩ (Kuramoto, mean field).
    const box = grid([[0, 1]], [64], { periodic: [true] });
    const wave = (x: number): number => Math.cos(2 * Math.PI * x);
    const start = density(box, (x) => 1 + 0.1 * wave(x));
    const at = (a: number): SteadyState =>
      steadyState(
        sum(
          entropy(),
          interaction((x) => -a * wave(x)),
        ),
        box,
        start.mass,
        { start },
      );
    const order = ({ values }: Density): number =>
      values.reduce((s, p, i) => s + p * wave(box.centre(i)[0]), 0) / values.length;
    for (const a of [0.5, 1.9]) {
      const { density: p, uniqueness } = at(a);
      for (const v of p.values) expect(v).toBeCloseTo(1, 12);
      expect(uniqueness).toBe('strictMinimum');
    }
    for (const a of [2.1, 3, 8]) {
      const { density: p, energy } = at(a);
      const m = order(p);
      expect(m).toBeGreaterThan(0.1);
      // I₁/I₀ by sums over 64 points, which are exact to rounding.
      const weights = Array.from({ length: 64 }, (_, i) => Math.exp(a * m * wave((i + 0.5) / 64)));
      const ratio =
        weights.reduce((s, w, i) => s + w * wave((i + 0.5) / 64), 0) / weights.reduce((s, w) => s + w, 0);
      expect(m).toBeCloseTo(ratio, 11);
      expect(energy).toBeLessThan(0);
    }
    // The uniform density is at rest for every a, and no minimum beyond the critical one.
    const saddle = steadyState(
      sum(
        entropy(),
        interaction((x) => -3 * wave(x)),
      ),
      box,
    );
    for (const v of saddle.density.values) expect(v).toBeCloseTo(1, 12);
    expect(saddle.uniqueness).toBe('unknown');
  });
});

describe('bounds', () => {
  const box = grid([[-1, 1]], [100]);
  test('p ≤ k with an attraction: full where it gathers, λ beyond δE there', () => {
    const energy = sum(
      entropy().scale(0.1),
      obstacle((x) => 1.2 + 0.5 * x * x),
      springs(4),
    );
    const steady = steadyState(energy, box);
    const { ceiling } = energy.on(box).local;
    expect(steady.density.values.filter((v, i) => v === ceiling?.[i]).length).toBeGreaterThan(20);
    const [worst, size] = residual(energy, steady);
    expect(worst).toBeLessThanOrEqual(1e-12 * size);
    expect(steady.density.mass).toBeCloseTo(1, 13);
  });

  test('a bound of the domain, and vacuum, with a repulsion', () => {
    const cap = internal({ name: 'cap', U: () => 0, dU: () => 0, d2U: () => 0, domain: [0, 1.5] });
    const repulsion = interaction((x) => 2 * Math.exp(-10 * x * x));
    const energy = sum(
      power(2).scale(0.1),
      cap,
      repulsion,
      potential((x) => 8 * x),
    );
    const steady = steadyState(energy, box);
    expect(steady.density.values[0]).toBe(1.5);
    expect(steady.density.values[99]).toBe(0);
    expect(residual(energy, steady)[0]).toBeLessThanOrEqual(1e-11);
    expect(steady.uniqueness).toBe('convex');
  });
});

describe('uniqueness', () => {
  const box = grid([[-1, 1]], [30]);
  const ring = grid([[-1, 1]], [30], { periodic: [true] });
  test('is what theorems and matrices give', () => {
    const at = (energy: Energy, on = box): string => steadyState(energy, on).uniqueness;
    expect(at(entropy())).toBe('convex');
    expect(
      at(
        sum(
          entropy(),
          interaction((x) => Math.exp(-x * x)),
        ),
      ),
    ).toBe('convex');
    expect(at(sum(power(2), springs(0.5)))).toBe('convex');
    expect(at(sum(entropy(), parabola(2), springs(9)))).toBe('displacementConvex');
    expect(at(sum(entropy(), parabola(2), springs(9)), ring)).not.toBe('displacementConvex');
    expect(
      at(
        sum(
          entropy(),
          parabola(9),
          interaction((x) => -Math.exp(-x * x), { convexity: -2 }),
        ),
      ),
    ).toBe('displacementConvex');
    expect(
      at(
        sum(
          entropy(),
          interaction((x) => -0.1 * Math.exp(-x * x)),
        ),
      ),
    ).toBe('strictMinimum');
    expect(
      at(
        sum(
          entropy(),
          interaction((x) => -20 * Math.exp(-x * x)),
        ),
        ring,
      ),
    ).toBe('unknown');
  });

  test('λ-convexity of a kernel counts with the mass', () => {
    const energy = sum(
      entropy(),
      parabola(2),
      interaction((x) => -Math.cos(x), { convexity: -1 }),
    );
    expect(steadyState(energy, box, 1).uniqueness).toBe('displacementConvex');
    expect(steadyState(energy, box, 3).uniqueness).not.toBe('displacementConvex');
  });

  test('two wells of attraction, each with its own start', () => {
    const wells = sum(
      entropy().scale(0.2),
      potential((x) => 0.1 * Math.cos(2 * Math.PI * x)),
      interaction((x) => -2 * Math.exp(-20 * x * x)),
    );
    const [left, right] = [-0.5, 0.5].map((c) =>
      steadyState(wells, box, 1, { start: density(box, (x) => Math.exp(-30 * (x - c) ** 2), { mass: 1 }) }),
    );
    expect(left.energy).toBeCloseTo(right.energy, 11);
    for (const [i, v] of left.density.values.entries())
      expect(right.density.values[29 - i]).toBeCloseTo(v, 9);
    expect(l1Distance(left.density, right.density)).toBeGreaterThan(1);
    expect(left.uniqueness).toBe('strictMinimum');
  });
});

test('a relative energy is quadratic in the distance where differences of energies are noise', () => {
  const box = grid([[-1, 1]], [50]);
  const energy = sum(
    entropy(),
    excludedVolume(0.3),
    interaction((x) => 2 * Math.exp(-9 * x * x)),
    potential((x) => x),
  );
  const steady = steadyState(energy, box);
  const discrete = energy.on(box);
  const d = box.centres(0).map((x) => Math.sin(Math.PI * x) * 0.1);
  const shifted = (epsilon: number): number =>
    relativeEnergy(
      discrete,
      density(
        box,
        steady.density.values.map((v, i) => v + epsilon * d[i]),
      ),
      steady,
    );
  for (const epsilon of [1e-4, 1e-6, 1e-8])
    expect(shifted(epsilon) / shifted(1e-3) / (epsilon / 1e-3) ** 2).toBeCloseTo(1, 3);
});

test('a start has to fit', () => {
  const box = grid([[0, 1]], [10]);
  const energy = sum(
    power(2),
    interaction((x) => x * x),
    obstacle(() => 3),
  );
  const at = (start: Density): SteadyState => steadyState(energy, box, 1, { start });
  expect(() => at(uniform(box, { mass: 2 }))).toThrow(/a density of mass 1/);
  expect(() => at(uniform(grid([[0, 1]], [11])))).toThrow(ArgumentError);
  expect(() => at(density(box, (x) => Math.exp(-400 * x * x), { mass: 1 }))).toThrow(/E = Infinity/);
  expect(() => steadyState(energy, box, 1, JSON.parse('{ "begin": 1 }'))).toThrow(/begin/);
});

test('black boxes are refused by their name', () => {
  const box = functional({ name: 'secret', firstVariation: (out) => out.fill(0).length });
  expect(() => steadyState(sum(entropy(), box), grid([[0, 1]], [10]))).toThrow(CapabilityError);
});
