import { describe, expect, test } from 'vitest';
import { callable, finite, integer, knownKeys, oneOf, positive, within } from '../../src/errors/check.ts';
import { describe as shortly } from '../../src/errors/describe.ts';
import * as errors from '../../src/errors/index.ts';
import { editDistance, nearestNames } from '../../src/errors/nearestNames.ts';

const made: readonly [string, errors.OttoflowError][] = [
  ['argument', new errors.ArgumentError('x', 3, 'y')],
  ['density', new errors.DensityError('x', 3)],
  ['capability', new errors.CapabilityError('x', 'y', 'z')],
  ['derivative', new errors.DerivativeError('dU', 1, 2, 3)],
  ['divergent-integral', new errors.DivergentIntegralError('x')],
  ['not-converged', new errors.ConvergenceError('x')],
  ['unknown-name', new errors.UnknownNameError('solver', 'x', ['y'])],
  ['problem-module', new errors.ProblemModuleError('x')],
  ['output', new errors.OutputError('x')],
  ['ledger', new errors.LedgerError('x')],
];

describe('errors', () => {
  test.each(made)('%s: one code for each class, named after the class', (code, error) => {
    expect(error.code).toBe(code);
    expect(error).toBeInstanceOf(errors.OttoflowError);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe(error.constructor.name);
    expect(`${error}`).toBe(`${error.name}: ${error.message}`);
  });

  test('every class is here', () => {
    const classes = Object.values(errors).filter((e) => e !== errors.OttoflowError);
    expect(new Set(made.map(([, e]) => e.constructor))).toEqual(new Set(classes));
  });

  test('carry what a program needs', () => {
    expect(new errors.ArgumentError('cells', [1, 2], 'three')).toMatchObject({
      argument: 'cells',
      given: [1, 2],
      allowed: 'three',
      message: 'cells is [1, 2]; allowed: three',
    });
    expect(new errors.DensityError('bad', 7).cell).toBe(7);
    expect(new errors.DensityError('bad').cell).toBeNull();
    expect(new errors.CapabilityError('newton', 'a local energy', 'use primalDual')).toMatchObject({
      missing: 'a local energy',
      message: 'newton needs a local energy; use primalDual',
    });
    expect(new errors.DerivativeError('dU', 0.1, 2, 1 / 3).message).toBe(
      'dU(0.1) is 2, but finite differences give 0.33333333',
    );
  });
});

describe('checks return what is right and refuse the rest by name', () => {
  test.each<[string, () => unknown, unknown]>([
    ['finite', () => finite('x', -2.5), -2.5],
    ['positive', () => positive('x', 1e-300), 1e-300],
    ['within', () => within('x', 1, 1, 2), 1],
    ['integer', () => integer('x', 3, 3), 3],
    ['oneOf', () => oneOf('mean', 'b', ['a', 'b']), 'b'],
  ])('%s', (_, check, value) => {
    expect(check()).toBe(value);
  });

  test.each<[string, () => unknown, string]>([
    ['finite', () => finite('x', Infinity), 'x is Infinity; allowed: a finite number'],
    ['finite text', () => finite('x', '1'), 'x is "1"; allowed: a finite number'],
    ['finite nothing', () => finite('x', undefined), 'x is undefined'],
    ['positive', () => positive('x', 0), 'x is 0; allowed: a finite number > 0'],
    ['positive infinite', () => positive('x', Infinity), 'x is Infinity'],
    ['positive NaN', () => positive('x', Number.NaN), 'x is NaN'],
    ['within', () => within('x', 3, 1, 2), 'x is 3; allowed: a number in [1, 2]'],
    ['within NaN', () => within('x', Number.NaN, 1, 2), 'x is NaN'],
    ['integer', () => integer('x', 2.5, 1), 'x is 2.5; allowed: an integer ≥ 1'],
    ['integer range', () => integer('x', 9, 1, 8), 'x is 9; allowed: an integer in [1, 8]'],
    ['integer unsafe', () => integer('x', 2 ** 60, 1), 'x is 1152921504606847000'],
    ['callable', () => Reflect.apply(callable, undefined, ['f', {}]), 'f is Object; allowed: a function'],
    [
      'knownKeys',
      () => Reflect.apply(knownKeys, undefined, ['jko', null, []]),
      'jko is null; allowed: an object of options',
    ],
  ])('%s', (_, check, message) => {
    expect(check).toThrow(errors.ArgumentError);
    expect(check).toThrow(message);
  });

  test('unknown names come with the nearest', () => {
    expect(new errors.UnknownNameError('parameter of x', 'y', []).message).toMatch(/known: none$/);
    expect(() => oneOf('solver', 'newtn', ['newton', 'primalDual'])).toThrow(errors.UnknownNameError);
    expect(() => oneOf('solver', 'newtn', ['newton', 'primalDual'])).toThrow(
      'no solver is called "newtn"; did you mean newton?',
    );
    expect(() => knownKeys('jko', { timestep: 1 }, ['timeStep', 'inner'])).toThrow(
      'no option of jko is called "timestep"; did you mean timeStep?',
    );
    expect(() => oneOf('solver', 'zzzzzz', ['newton', 'primalDual'])).toThrow('known: newton, primalDual');
  });
});

describe('nearest names', () => {
  test('edit distance counts insertions, deletions and substitutions', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('abc', '')).toBe(3);
    expect(editDistance('abc', 'abc')).toBe(0);
  });

  test('at most three, nearest first, case and parts of names forgiven', () => {
    const known = ['paper/4.1', 'paper/4.2', 'paper/4.3', 'paper/4.4', 'classic/heat'];
    expect(nearestNames('paper/4.2', known)[0]).toBe('paper/4.2');
    expect(nearestNames('paper/4.9', known)).toHaveLength(3);
    expect(nearestNames('HEAT', known)).toEqual(['classic/heat']);
    expect(nearestNames('qqqq', known)).toEqual([]);
    expect(nearestNames('m', ['U', 'dU'])).toEqual([]);
  });
});

describe('values in messages', () => {
  test.each<[unknown, string]>([
    [1.5, '1.5'],
    ['text', '"text"'],
    ['x'.repeat(100), `"${'x'.repeat(57)}..."`],
    [null, 'null'],
    [undefined, 'undefined'],
    [[1, 'a', [2]], '[1, "a", [2]]'],
    [[1, 2, 3, 4, 5, 6, 7, 8], '[1, 2, 3, 4, 5, 6, … 8 in all]'],
    [new Float64Array(5), 'Float64Array(5)'],
    [new Map(), 'Map'],
    [{ a: 1 }, 'Object'],
    [Object.create(null), 'object'],
    [Math.sin, 'function sin'],
    [() => 0, 'function (anonymous)'],
    [Symbol('s'), 'Symbol(s)'],
    [10n, '10'],
  ])('%o', (value, text) => {
    expect(shortly(value)).toBe(text);
  });

  test('an array that holds itself', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(shortly(cycle)).toBe('[[[[…]]]]');
  });
});
