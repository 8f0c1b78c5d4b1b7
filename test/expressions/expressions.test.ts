import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { energyOf, expression, field, internalOf } from '../../src/expressions/index.ts';
import { ArgumentError, entropy, grid, potential, power, UnknownNameError } from '../../src/index.ts';
import { checkEnergy } from '../../src/testing/index.ts';

const at = (text: string, p: number, constants = {}): number =>
  expression('U', text, ['p'], constants).evaluate([p]);

describe('formulas', () => {
  test.each<[string, (p: number) => number]>([
    ['p log(p) + ln(1 + p)', (p) => p * Math.log(p) + Math.log(1 + p)],
    ['-2p^2^0.5 / 3', (p) => (-2 * p ** (2 ** 0.5)) / 3],
    ['p**3 - 2 p (1 - p)', (p) => p ** 3 - 2 * p * (1 - p)],
    ['p (1 - p)^2 + pi (p)', (p) => p * (1 - p) ** 2 + Math.PI * p],
    ['2 e p (1 - p) (2 - p)', (p) => 2 * Math.E * p * (1 - p) * (2 - p)],
    ['p^e (1 - p) - 2^-p (1 + p)', (p) => p ** Math.E * (1 - p) - 2 ** -p * (1 + p)],
    ['1/2 p^2 + 3/4 (1 - p)', (p) => p ** 2 / 2 + 0.75 * (1 - p)],
    ['max(p, 1) * min(2, p) + abs(-p)', (p) => Math.max(p, 1) * Math.min(2, p) + p],
    ['p > 1 ? sqrt(p) : exp(-p)', (p) => (p > 1 ? Math.sqrt(p) : Math.exp(-p))],
    ['cos(pi p) e^(p/2)', (p) => Math.cos(Math.PI * p) * Math.E ** (p / 2)],
  ])('%s', (text, f) => {
    for (const p of [0.1, 0.7, 1.3, 4]) expect(at(text, p)).toBeCloseTo(f(p), 13);
  });

  test.each([
    ['a/2 p^2', 'a / 2 * p ^ 2', 9, 'a / (2 * p ^ 2)', 1 / 9],
    ['1 + a/p (1 - p)', 'a / p * (1 - p)', -4 / 3, 'a / (p * (1 - p))', -1 / 3],
    ['p^2/2 a p', 'p ^ 2 / 2 * a * p', 27, 'p ^ 2 / (2 * a * p)', 0.75],
  ] as const)('%s may mean two things, and is refused', (text, one, value, other, otherValue) => {
    const constants = { a: 2 };
    expect(() => at(text, 3, constants)).toThrow(`allowed: ${one} or ${other}, whichever is meant`);
    expect([at(one, 3, constants), at(other, 3, constants)]).toEqual([value, otherValue]);
  });

  test('0 log 0 is 0, and nothing else that is 0 · ∞', () => {
    expect(at('p log(p)', 0)).toBe(0);
    expect(at('p (log(p) - 1)', 0)).toBe(0);
    expect(at('(1 - p) log(1 - p)', 1)).toBe(0);
    expect(at('p * (1/p)', 0)).toBeNaN();
  });

  test('derivatives are those of finite differences, at random', () => {
    const texts = ['p log(p) + p^3/6', 'a p^2/(1 + p)', 'sqrt(p) exp(-p)', 'p sin(a p)^2', 'log(1 + a p) p'];
    const points = fc.tuple(fc.constantFrom(...texts), fc.integer({ min: 10, max: 300 }));
    fc.assert(
      fc.property(points, ([text, k]) => {
        const p = k / 100;
        const U = expression('U', text, ['p'], { a: 1.7 });
        const h = 1e-5;
        const slope = (U.evaluate([p + h]) - U.evaluate([p - h])) / (2 * h);
        expect(U.derivative('p').evaluate([p])).toBeCloseTo(slope, 7);
      }),
    );
  });

  test('reach nothing but arithmetic', () => {
    const refused = [
      'import("fs")',
      'a = 3',
      '"text"',
      '[1, 2]',
      'p.constructor',
      '2 cm',
      'f(x) = x',
      'p!',
      '1; 2',
    ];
    for (const text of refused) expect(() => at(text, 1)).toThrow(/allowed|called/);
  });
});

describe('energies from formulas', () => {
  const box = grid([[-1, 1]], [7]);
  const p = Float64Array.of(0.1, 0.5, 0.2, 0.9, 0.3, 0.4, 0.6);

  test('are those of functions', () => {
    const text = energyOf({ U: 'p log(p) + c p^2', V: '5 x^2 + r', W: 'r^2', constants: { c: 3 } });
    const same = entropy()
      .plus(power(2).scale(3))
      .plus(potential((x) => 5 * x ** 2 + Math.abs(x)))
      .plus(energyOf({ W: 'x^2' }));
    expect(text.on(box).value(p)).toBeCloseTo(same.on(box).value(p), 12);
    expect(text.locality).toBe('nonlocal');
  });

  test('keep all laws, with derivatives of their own', () => {
    const mixing = internalOf({
      U: 'p log(p)/N + (1 - p) log(1 - p) + chi p (1 - p)',
      constants: { N: 2, chi: 0.5 },
      domain: [0, 1],
    });
    expect(checkEnergy(mixing)).toContain('Moreau');
    expect(checkEnergy(internalOf({ U: 'p log(p) + p^3/6' }))).toContain('conjugate');
  });
});

describe('what is likely to be mistaken is answered', () => {
  test.each<[string, () => unknown, string]>([
    [
      'a bracket that is left open',
      () => field('5*(x^2'),
      'field is "5*(x^2"; allowed: a formula: Parenthesis ) expected',
    ],
    ['a name that is not known', () => internalOf({ U: 'a p^2' }), 'no variable or constant is called "a"'],
    [
      'a function that is not known',
      () => field('sine(x)'),
      'no function is called "sine"; did you mean sin',
    ],
    ['U of x', () => internalOf({ U: 'x^2' }), 'no variable or constant is called "x"; known: p, pi, e'],
    [
      'a derivative that does not exist in closed form',
      () => internalOf({ U: 'p > 1 ? p^2 : p' }),
      'or its derivatives beside it',
    ],
    ['y on a line', () => field('x + y')(1), 'allowed: a formula in x, r: the grid has 1 dimension'],
    [
      'a constant that is called like a variable',
      () => field('x', { x: 2 }),
      'another name: x is a variable',
    ],
    ['too many arguments', () => field('log(x, 2)'), 'allowed: 1 argument of log'],
    [
      'no text',
      () => Reflect.apply(field, undefined, [(x: number) => x]),
      'allowed: a formula in x, y, z, r, as text',
    ],
    ['no energy at all', () => energyOf({}), 'allowed: one of them at least'],
  ])('%s', (_, wrong, message) => {
    expect(wrong).toThrow(message);
  });

  test('with named errors', () => {
    expect(() => field('foo(x)')).toThrow(UnknownNameError);
    expect(() => field('')).toThrow(ArgumentError);
  });
});
