import { describe, expect, test } from 'vitest';
import { internal } from '../../src/energy/index.ts';
import { ArgumentError, DerivativeError, UnknownNameError } from '../../src/errors/index.ts';

const cube = { U: (p: number) => p ** 3, dU: (p: number) => 3 * p * p, d2U: (p: number) => 6 * p };

describe('internal', () => {
  test('takes a density whose derivatives are right, and fills in the rest', () => {
    const energy = internal(cube);
    expect(energy.name).toBe('internal');
    expect(energy.capabilities.domain).toEqual([0, Infinity]);
    expect([1, 2].map((d) => energy.capabilities.displacementConvexity(d))).toEqual([0, -Infinity]);
    expect(internal({ ...cube, displacementConvex: () => true }).capabilities.displacementConvexity(2)).toBe(
      0,
    );
  });

  test('takes steep, singular and bounded densities that are right', () => {
    const right = [
      { U: (p: number) => -Math.log(p), dU: (p: number) => -1 / p, d2U: (p: number) => 1 / (p * p) },
      { U: (p: number) => p ** 20, dU: (p: number) => 20 * p ** 19, d2U: (p: number) => 380 * p ** 18 },
      { U: (p: number) => Math.exp(p), dU: Math.exp, d2U: Math.exp },
      { U: (p: number) => 1e6 + p * p, dU: (p: number) => 2 * p, d2U: () => 2 },
      { U: () => 0, dU: () => 0, d2U: () => 0, domain: [0, 1] as const },
      {
        U: (p: number) => -Math.log1p(-p),
        dU: (p: number) => 1 / (1 - p),
        d2U: (p: number) => (1 - p) ** -2,
        domain: [0, 1] as const,
      },
    ];
    for (const definition of right) expect(() => internal(definition)).not.toThrow();
  });

  test('refuses a wrong dU, with the point, the value given and the value expected', () => {
    const make = () => internal({ ...cube, name: 'mine', dU: (p) => 2 * p * p });
    expect(make).toThrow(DerivativeError);
    expect(make).toThrow(/^mine: dU\(0\.01\) is 0\.0002, but finite differences give 0\.0003/);
    try {
      make();
    } catch (error) {
      expect(error).toMatchObject({ code: 'derivative', at: 0.01, given: 0.0002 });
    }
  });

  test('refuses a wrong d2U', () => {
    expect(() => internal({ ...cube, d2U: (p) => 3 * p })).toThrow(
      /internal: d2U\(.*\) is .*, but finite differences give/,
    );
  });

  test('refuses a derivative that is wrong only somewhere', () => {
    expect(() => internal({ ...cube, dU: (p) => (p > 50 ? 3.1 * p * p : 3 * p * p) })).toThrow(
      DerivativeError,
    );
    expect(() => internal({ ...cube, dU: (p) => 3 * p * p + 1e-3 })).toThrow(DerivativeError);
    expect(() => internal({ ...cube, dU: () => Number.NaN })).toThrow();
  });

  test('refuses a U that is not convex', () => {
    const make = () => internal({ U: (p) => -p * p, dU: (p) => -2 * p, d2U: () => -2 });
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow('internal: d2U(0.01) is -2; allowed: a number ≥ 0 (U must be convex)');
  });

  test('refuses a U that is NaN at an end of its domain: the slip of p log p', () => {
    const make = () => internal({ U: (p) => p * Math.log(p), dU: (p) => Math.log(p) + 1, d2U: (p) => 1 / p });
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow('internal: U(0) is NaN; allowed: its limit there: a number, Infinity or -Infinity');
  });

  test('believes a user who switches the check off', () => {
    expect(() => internal({ ...cube, dU: (p) => 2 * p * p, check: false })).not.toThrow();
  });

  test.each<[string, unknown]>([
    ['reversed', [1, 0]],
    ['empty', [1, 1]],
    ['negative', [-1, 1]],
    ['NaN', [0, Number.NaN]],
    ['one number', [0]],
    ['no array', 3],
  ])('refuses a domain that is %s', (_, domain) => {
    const make = () => Reflect.apply(internal, undefined, [{ ...cube, domain }]);
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow('allowed: [lower, upper] with 0 ≤ lower < upper ≤ Infinity');
  });

  test.each(['U', 'dU', 'd2U', 'displacementConvex'])('refuses a %s that is no function', (key) => {
    expect(() => Reflect.apply(internal, undefined, [{ ...cube, [key]: 3 }])).toThrow(
      `${key} is 3; allowed: a function`,
    );
  });

  test('refuses misspelt fields and no definition at all', () => {
    expect(() => Reflect.apply(internal, undefined, [{ ...cube, dom: [0, 1] }])).toThrow(UnknownNameError);
    expect(() => Reflect.apply(internal, undefined, [undefined])).toThrow(ArgumentError);
  });
});
