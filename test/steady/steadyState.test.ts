import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  CapabilityError,
  type Density,
  density,
  entropy,
  excludedVolume,
  grid,
  internal,
  type LocalEnergy,
  potential,
  power,
  relativeEnergy,
  steadyState,
  sum,
  uniform,
} from '../../src/index.ts';
import { densities, grids, localEnergies } from '../../src/testing/index.ts';

const box = grid([[-0.5, 0.5]], [200]);
/** p ≤ 2, with U quadratic inside. */
const capped: LocalEnergy = sum(
  power(2).scale(0.1),
  internal({ name: 'cap', U: () => 0, dU: () => 0, d2U: () => 0, domain: [0, 2] }),
  potential((x) => 10 * x),
);

describe('closed forms', () => {
  test('Example 4.2: log p + a p + V is constant', () => {
    const a = Math.PI * 999 * 1e-4;
    const plane = grid(
      [
        [-0.5, 0.5],
        [-0.5, 0.5],
      ],
      [40, 40],
    );
    const V = (x: number, y: number): number => 5 * (x * x + y * y);
    const { density: p, multiplier } = steadyState(sum(entropy(), excludedVolume(a), potential(V)), plane);
    expect(p.mass).toBeCloseTo(1, 14);
    for (const [i, v] of p.values.entries()) {
      const [x, y] = plane.centre(i);
      expect(Math.log(v) + a * v + V(x, y)).toBeCloseTo(multiplier - 1, 12);
    }
  });

  test('without interaction it is the Boltzmann distribution', () => {
    const { density: p, energy } = steadyState(
      sum(
        entropy(),
        potential((x) => 5 * x * x),
      ),
      box,
    );
    const weights = Float64Array.from(box.centres(0), (x) => Math.exp(-5 * x * x));
    const Z = weights.reduce((s, w) => s + w * box.cellVolume, 0);
    for (const [i, w] of weights.entries()) expect(p.values[i]).toBeCloseTo(w / Z, 12);
    expect(energy).toBeCloseTo(-Math.log(Z), 12);
  });

  test('porous medium in a parabola: (λ − V)₊/2, empty outside', () => {
    const V = (x: number): number => 40 * x * x;
    const { density: p, multiplier } = steadyState(sum(power(2), potential(V)), box);
    expect(p.mass).toBeCloseTo(1, 14);
    for (const [i, x] of box.centres(0).entries())
      expect(p.values[i]).toBeCloseTo(0.5 * Math.max(0, multiplier - V(x)), 12);
    expect(p.values[0]).toBe(0);
  });

  test('a bound on p: full on one side, empty on the other', () => {
    const { density: p } = steadyState(capped, box);
    expect(p.mass).toBeCloseTo(1, 13);
    expect(p.values[0]).toBe(2);
    expect(p.values[199]).toBe(0);
    expect(Math.max(...p.values)).toBe(2);
  });

  test('potentials far beyond what exponentials can hold', () => {
    const { density: p } = steadyState(
      sum(
        entropy(),
        potential((x) => 1e4 * x * x),
      ),
      box,
    );
    expect(p.mass).toBeCloseTo(1, 13);
    expect(p.values[0]).toBe(
      Math.exp(Math.log(p.values[100]) + 1e4 * (box.centre(100)[0] ** 2 - box.centre(0)[0] ** 2)),
    );
  });
});

describe('laws', () => {
  const cases = fc
    .tuple(localEnergies(), grids({ dimensions: [1, 2] }))
    .chain(([energy, g]) => densities(g).map((p): [LocalEnergy, Density] => [energy, p]));

  test('no density of the same mass has less energy', () => {
    fc.assert(
      fc.property(cases, ([energy, p]) => {
        const { density: q, energy: least } = steadyState(energy, p.grid, p.mass);
        expect(Math.abs(q.mass - p.mass)).toBeLessThanOrEqual(1e-13 * p.mass);
        const discrete = energy.on(p.grid);
        expect(least).toBe(discrete.value(q.values));
        expect(discrete.value(p.values)).toBeGreaterThanOrEqual(least - 1e-11 * (1 + Math.abs(least)));
      }),
    );
  });

  test('the relative energy is the difference of the energies, and never negative', () => {
    fc.assert(
      fc.property(cases, ([energy, p]) => {
        const steady = steadyState(energy, p.grid, p.mass);
        const discrete = energy.on(p.grid);
        const relative = relativeEnergy(discrete, p, steady);
        const value = discrete.value(p.values);
        expect(relative).toBeGreaterThanOrEqual(0);
        const size = Math.abs(value) + Math.abs(steady.energy) + Math.abs(steady.multiplier) * p.mass;
        expect(Math.abs(relative - (value - steady.energy))).toBeLessThanOrEqual(1e-10 * size);
      }),
    );
  });
});

describe('relative energy', () => {
  const energy = sum(
    entropy(),
    potential((x) => 3 * x * x),
  );
  const steady = steadyState(energy, box);

  test('is quadratic in the distance down to where differences of energies are long noise', () => {
    // ½ ∫ (δp)²/p∞ with δp = ε p∞ (x − mean) to leading order
    const p = steady.density.values;
    const centres = box.centres(0);
    for (const epsilon of [1e-3, 1e-6, 1e-9]) {
      const shifted = density(
        box,
        p.map((v, i) => v * (1 + epsilon * centres[i])),
      );
      const expected =
        0.5 * epsilon ** 2 * p.reduce((s, v, i) => s + v * centres[i] ** 2 * box.cellVolume, 0);
      expect(relativeEnergy(energy.on(box), shifted, steady) / expected).toBeCloseTo(
        1,
        epsilon > 1e-4 ? 3 : 5,
      );
    }
  });

  test('counts mass in what should be vacuum', () => {
    const porous = sum(
      power(2),
      potential((x) => 40 * x * x),
    );
    const rest = steadyState(porous, box);
    const p = uniform(box);
    const discrete = porous.on(box);
    expect(relativeEnergy(discrete, p, rest)).toBeCloseTo(discrete.value(p.values) - rest.energy, 12);
  });

  test('refuses other masses and grids', () => {
    expect(() => relativeEnergy(energy.on(box), uniform(box, { mass: 2 }), steady)).toThrow(ArgumentError);
    const other = grid([[-0.5, 0.5]], [100]);
    expect(() => relativeEnergy(energy.on(other), uniform(other), steady)).toThrow(/grid/);
  });
});

test('what has no such state is refused', () => {
  expect(() =>
    steadyState(
      potential((x) => x),
      box,
    ),
  ).toThrow(CapabilityError);
  expect(() => steadyState(capped, box, 2)).toThrow(/between 0 and 2/);
  expect(() => steadyState(entropy(), box, -1)).toThrow(ArgumentError);
});
