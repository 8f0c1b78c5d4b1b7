import fc from 'fast-check';
import {
  type Energy,
  entropy,
  excludedVolume,
  gradientFlow,
  grid,
  internal,
  type LocalEnergy,
  obstacle,
  potential,
  power,
  steadyState,
  uniform,
} from 'ottoflow';
import { finiteVolume, jko } from 'ottoflow/solvers';
import { checkEnergy } from 'ottoflow/testing';
import { describe, expect, test } from 'vitest';
import { evenDensity } from '../../src/numerics/evenDensity.ts';

const line = grid([[0, 1]], [12]);
const plane = grid(
  [
    [0, 1],
    [0, 1],
  ],
  [5, 4],
);
const bump = (x: number): number => (x > 0.4 && x < 0.7 ? 0.3 + x : 2);

const samples: readonly (readonly [string, LocalEnergy])[] = [
  ['entropy', entropy()],
  [
    'entropy, excluded volume and a potential',
    entropy()
      .plus(excludedVolume(1))
      .plus(potential((x) => 3 * x)),
  ],
  ['power(3)', power(3)],
  ['fast diffusion', power(0.5)],
];

describe('obstacles', () => {
  test.each(samples)('obey the laws of energies: %s', (_, energy) => {
    const free = checkEnergy(energy, { grid: line });
    const below = checkEnergy(energy.plus(obstacle(bump)), { grid: line });
    expect(below).toEqual(
      expect.arrayContaining(['first variation', 'inverse', 'prox', 'Moreau', 'Fenchel–Young']),
    );
    expect(free).toEqual(expect.arrayContaining(below));
    checkEnergy(energy.plus(obstacle(bump)), { grid: plane });
  });

  test('that are the same everywhere are a bound of the domain', () => {
    const square = { U: (p: number) => p * p, dU: (p: number) => 2 * p, d2U: () => 2 };
    const slope = potential((x) => 5 * x);
    const [bounded, below] = [
      internal({ ...square, domain: [0, 0.8] })
        .plus(slope)
        .on(line),
      internal(square)
        .plus(slope)
        .plus(obstacle(() => 0.8))
        .on(line),
    ];
    const fields = (min: number, max: number) =>
      fc
        .array(fc.double({ min, max, noNaN: true }), { minLength: line.size, maxLength: line.size })
        .map((values) => Float64Array.from(values));
    fc.assert(
      fc.property(fields(0, 0.8), fields(-4, 9), (p, y) => {
        const [a, b] = [new Float64Array(line.size), new Float64Array(line.size)];
        for (const apply of ['inverse', 'prox'] as const) {
          bounded[apply](a, y, 0.3);
          below[apply](b, y, 0.3);
          for (let i = 0; i < a.length; i++) expect(b[i]).toBeCloseTo(a[i], 13);
        }
        expect(below.value(p)).toBeCloseTo(bounded.value(p), 13);
        expect(below.conjugate(y)).toBeCloseTo(bounded.conjugate(y), 12);
        expect(below.fenchelGap(p, y)).toBeCloseTo(bounded.fenchelGap(p, y), 12);
      }),
    );
  });

  test('make the energy infinite of densities above them, and are the least of several', () => {
    const energy: Energy = entropy()
      .plus(obstacle(() => 1.5))
      .plus(obstacle((x) => (x < 0.5 ? 0.5 : 9)))
      .scale(2);
    const discrete = energy.on(line).local;
    expect([...new Set(discrete.ceiling)]).toEqual([0.5, 1.5]);
    const p = new Float64Array(line.size).fill(0.5);
    expect(discrete.value(p)).toBeLessThan(0);
    p[0] = 0.6;
    expect(discrete.value(p)).toBe(Infinity);
    expect(discrete.firstVariation(new Float64Array(line.size), p)).toBe(Infinity);
    expect(discrete.fenchelGap(p, p)).toBe(Infinity);
  });

  test('bound steady states: p = min(k, exp(λ − 1 − V)) under entropy', () => {
    const V = (x: number): number => 8 * (x - 0.5) ** 2;
    const { density, multiplier } = steadyState(entropy().plus(potential(V)).plus(obstacle(bump)), line, 0.9);
    expect(density.mass).toBeCloseTo(0.9, 13);
    for (let i = 0; i < line.size; i++) {
      const [x] = line.centre(i);
      expect(density.values[i]).toBeCloseTo(Math.min(bump(x), Math.exp(multiplier - 1 - V(x))), 12);
    }
    expect(() => steadyState(entropy().plus(obstacle(() => 1)), line, 1)).toThrow(/between 0 and 1/);
  });

  test('are refused where they make no sense', () => {
    expect(() =>
      entropy()
        .plus(obstacle((x) => x - 0.5))
        .on(line),
    ).toThrow(/k\(0\.04.*> 0/);
    const energy = entropy().plus(obstacle(() => 0.5));
    expect(() => gradientFlow({ energy, initial: uniform(line) })).toThrow(/allows 0\.5 there/);
  });

  test('are refused by solvers that know of none', () => {
    const flow = gradientFlow({ energy: entropy().plus(obstacle(() => 2)), initial: uniform(line) });
    expect(() => finiteVolume({ method: 'implicit' }).init(flow)).toThrow(/without obstacles/);
    expect(() => finiteVolume({ method: 'explicit' }).init(flow)).toThrow(/without obstacles/);
    expect(() => jko({ method: 'quantile', timeStep: 1e-3 }).init(flow)).toThrow(/without obstacles/);
  });
});

describe('even densities', () => {
  test('have the sum, stay strictly between the bounds, and are even where there are none', () => {
    const bound = fc.oneof(
      fc.constant(Infinity),
      fc.integer({ min: -40, max: 20 }).map((k) => 10 ** (k / 10)),
    );
    fc.assert(
      fc.property(
        fc.array(bound, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 999 }),
        fc.constantFrom(0, 0.3),
        (widths, part, lower) => {
          const room = widths.reduce((a, b) => a + b, 0);
          const rest = (part / 1000) * (room < Infinity ? room : 1);
          const ceiling = Float64Array.from(widths, (w) => lower + w);
          const out = new Float64Array(widths.length);
          evenDensity(out, lower * widths.length + rest, lower, ceiling);
          const above = out.reduce((s, p) => s + (p - lower), 0);
          expect(Math.abs(above - rest)).toBeLessThanOrEqual(1e-12 * (rest + lower * widths.length));
          const free = out.filter((_, i) => ceiling[i] === Infinity);
          expect(new Set(free).size).toBeLessThanOrEqual(1);
          out.forEach((p, i) => {
            expect(p).toBeGreaterThan(lower);
            expect(p).toBeLessThan(ceiling[i]);
          });
        },
      ),
    );
  });
});
