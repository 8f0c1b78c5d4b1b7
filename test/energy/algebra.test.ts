import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type Energy,
  energyFromTerms,
  entropy,
  excludedVolume,
  functional,
  interaction,
  isLocalEnergy,
  type LocalEnergy,
  potential,
  power,
  scale,
  sum,
} from '../../src/energy/index.ts';
import { ArgumentError } from '../../src/errors/index.ts';
import { grid } from '../../src/grid/index.ts';
import { bounded, fermi } from './samples.ts';

const box = grid([[-1, 1]], [40]);
const p = box.centres(0).map((x) => 0.3 + 0.2 * Math.cos(3 * x));
const W = (x: number) => 0.5 * x * x;
const kernel = interaction(W, { convexity: 1 });
const black = functional({
  name: 'black',
  firstVariation: (out, q, { cellVolume }) => {
    out.set(q);
    return 0.5 * cellVolume * q.reduce((s, v) => s + v * v, 0);
  },
});

function variation(energy: Energy): Float64Array {
  const out = new Float64Array(box.size);
  const value = energy.on(box).firstVariation(out, p);
  expect(value).toBe(energy.on(box).value(p));
  return out;
}

const everyKind: readonly Energy[] = [
  entropy(),
  power(3),
  excludedVolume(2),
  potential((x) => x),
  kernel,
  black,
];

describe('sums and multiples', () => {
  test('plus adds values and first variations, whatever the kinds', () => {
    for (const a of everyKind)
      for (const b of everyKind) {
        const both = a.plus(b);
        expect(both.on(box).value(p)).toBeCloseTo(a.on(box).value(p) + b.on(box).value(p), 13);
        const [va, vb] = [variation(a), variation(b)];
        variation(both).forEach((v, i) => {
          expect(v).toBeCloseTo(va[i] + vb[i], 12);
        });
        expect(both.name).toBe(`${a.name} + ${b.name}`);
      }
  });

  test('scale multiplies both', () => {
    for (const a of everyKind) {
      const scaled = a.scale(2.5);
      expect(scaled.on(box).value(p)).toBeCloseTo(2.5 * a.on(box).value(p), 13);
      const va = variation(a);
      variation(scaled).forEach((v, i) => {
        expect(v).toBeCloseTo(2.5 * va[i], 12);
      });
      expect(scaled.on(box).value(p)).toBe(scale(2.5, a).on(box).value(p));
    }
  });

  test('sum is repeated plus', () => {
    const all = sum(...everyKind);
    expect(all.terms).toHaveLength(everyKind.length);
    expect(all.on(box).value(p)).toBeCloseTo(
      everyKind.reduce((s, e) => s + e.on(box).value(p), 0),
      12,
    );
    expect(sum(entropy())).toMatchObject({ name: 'entropy' });
  });

  test('energies are frozen', () => {
    for (const energy of everyKind) expect(Object.isFrozen(energy)).toBe(true);
  });

  test.each([0, -1, Number.NaN, Infinity])('a factor of %d is refused', (c) => {
    expect(() => entropy().scale(c)).toThrow(ArgumentError);
    expect(() => scale(c, kernel)).toThrow(`c is ${c}; allowed: a finite number > 0`);
  });

  test('an empty sum is refused', () => {
    expect(() => sum()).toThrow('energies is []; allowed: at least one energy');
  });
});

describe('capabilities', () => {
  test('local: only as long as every term is', () => {
    expect(everyKind.map((e) => e.capabilities.local)).toEqual([true, true, true, true, false, false]);
    expect(everyKind.map((e) => e.locality)).toEqual([
      'local',
      'local',
      'local',
      'local',
      'nonlocal',
      'nonlocal',
    ]);
    expect(entropy().plus(kernel).capabilities.local).toBe(false);
    expect(entropy().plus(potential((x) => x)).capabilities.local).toBe(true);
    expect(everyKind.map(isLocalEnergy)).toEqual(everyKind.map((e) => e.capabilities.local));
  });

  test('quadratic: an affine first variation', () => {
    expect(everyKind.map((e) => e.capabilities.quadratic)).toEqual([false, false, true, true, true, false]);
    expect(
      excludedVolume(2)
        .plus(kernel)
        .plus(potential((x) => x)).capabilities.quadratic,
    ).toBe(true);
    expect(excludedVolume(2).plus(entropy()).capabilities.quadratic).toBe(false);
  });

  test('convex in p: lost with an interaction, or a black box that does not promise it', () => {
    expect(everyKind.map((e) => e.capabilities.convex)).toEqual([true, true, true, true, false, false]);
    const promising = functional({ firstVariation: () => 0, convex: true });
    expect(entropy().plus(promising).capabilities.convex).toBe(true);
  });

  test('displacement convexity of internal energies is that of McCann', () => {
    for (const d of [1, 2, 3]) {
      expect(entropy().capabilities.displacementConvexity(d)).toBe(0);
      for (const m of [0.2, 0.5, 0.6, 0.7, 1.5, 2, 3])
        expect(power(m).capabilities.displacementConvexity(d)).toBe(m >= 1 - 1 / d ? 0 : -Infinity);
    }
  });

  test('displacement convexity of potentials adds up with its multiples', () => {
    const well = potential((x) => x * x, { convexity: 2 });
    const hill = potential((x) => -x * x, { convexity: -2 });
    const of = (e: Energy) => e.capabilities.displacementConvexity(1);
    expect(of(well.scale(3))).toBe(6);
    expect(of(entropy().plus(well))).toBe(2);
    expect(of(well.plus(hill.scale(2)))).toBe(-2);
    expect(of(potential((x) => x ** 3))).toBe(-Infinity);
    expect(of(entropy().plus(potential((x) => x ** 3)))).toBe(-Infinity);
  });

  test('an interaction brings no positive convexity (translations), but all of a negative one', () => {
    const of = (e: Energy) => e.capabilities.displacementConvexity(2);
    expect(of(kernel)).toBe(0);
    expect(of(interaction((x) => -x * x, { convexity: -2 }).scale(3))).toBe(-6);
    expect(of(interaction(W))).toBe(-Infinity);
    expect(of(black)).toBe(-Infinity);
  });

  test('the domain is the intersection, which must not be empty', () => {
    expect(entropy().capabilities.domain).toEqual([0, Infinity]);
    expect(entropy().plus(fermi()).capabilities.domain).toEqual([0, 1]);
    expect(fermi().plus(bounded()).capabilities.domain).toEqual([0.25, 1]);
    expect(kernel.plus(bounded()).capabilities.domain).toEqual([0.25, 3]);
    const high = energyFromTerms('high', [
      { kind: 'internal', coefficient: 1, density: { ...fermiDensity(), domain: [2, 4] } },
    ]);
    expect(() => fermi().plus(high)).toThrow(ArgumentError);
    expect(() => fermi().plus(high)).toThrow('summands whose domains of p overlap');
  });
});

function fermiDensity() {
  const [term] = fermi().terms;
  if (term.kind !== 'internal') throw new Error('fermi() is internal');
  return term.density;
}

describe('constructors refuse', () => {
  test.each<[string, () => unknown, string]>([
    ['power(1)', () => power(1), 'm is 1; allowed: a number > 0 other than 1; entropy() is the limit'],
    ['power(0)', () => power(0), 'm is 0; allowed: a finite number > 0'],
    ['power(NaN)', () => power(Number.NaN), 'm is NaN'],
    ['excludedVolume(0)', () => excludedVolume(0), 'coefficient is 0; allowed: a finite number > 0'],
    [
      'a V that is no function',
      () => Reflect.apply(potential, undefined, [3]),
      'V is 3; allowed: a function',
    ],
    [
      'a W that is no function',
      () => Reflect.apply(interaction, undefined, [null]),
      'W is null; allowed: a function',
    ],
    [
      'a convexity that is no number',
      () => potential((x) => x, { convexity: Number.NaN }),
      'convexity is NaN',
    ],
    ['an infinite convexity', () => interaction(W, { convexity: Infinity }), 'convexity is Infinity'],
    [
      'a functional without a first variation',
      () => Reflect.apply(functional, undefined, [{}]),
      'firstVariation is undefined',
    ],
    [
      'a functional of nothing',
      () => Reflect.apply(functional, undefined, [undefined]),
      'functional is undefined; allowed: an object of options',
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });

  test('a V that is not finite on the grid, naming where', () => {
    const energy = entropy().plus(potential((x) => 1 / (x - 0.5)));
    expect(() => energy.on(grid([[0, 1]], [5]))).toThrow(ArgumentError);
    expect(() => energy.on(grid([[0, 1]], [5]))).toThrow(
      'V(0.5) is Infinity; allowed: a finite number at every cell centre',
    );
  });

  test('misspelt options', () => {
    // @ts-expect-error it is called convexity
    expect(() => potential((x) => x, { convex: 1 })).toThrow(
      'no option of potential is called "convex"; did you mean convexity?',
    );
  });
});

test('locality is known to the type checker', () => {
  expectTypeOf(entropy()).toEqualTypeOf<LocalEnergy>();
  expectTypeOf(entropy().scale(2)).toEqualTypeOf<LocalEnergy>();
  expectTypeOf(scale(2, entropy())).toEqualTypeOf<LocalEnergy>();
  expectTypeOf(scale(2, kernel)).toEqualTypeOf<Energy>();
  expectTypeOf(entropy().plus(power(2))).toEqualTypeOf<LocalEnergy>();
  expectTypeOf(entropy().plus(kernel)).toEqualTypeOf<Energy>();
  expectTypeOf(kernel.plus(entropy())).toEqualTypeOf<Energy>();
  expectTypeOf(
    sum(
      entropy(),
      power(2),
      potential((x) => x),
    ),
  ).toEqualTypeOf<LocalEnergy>();
  expectTypeOf(sum(entropy(), kernel)).toEqualTypeOf<Energy>();
  expectTypeOf(entropy().on(box)).toHaveProperty('prox');
  expectTypeOf(kernel.on(box)).not.toHaveProperty('prox');
});
