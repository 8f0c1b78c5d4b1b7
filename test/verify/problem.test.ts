import { describe, expect, test } from 'vitest';
import { uniform } from '../../src/density/index.ts';
import { entropy } from '../../src/energy/index.ts';
import { ArgumentError, UnknownNameError } from '../../src/errors/index.ts';
import { gradientFlow } from '../../src/flow/index.ts';
import { grid } from '../../src/grid/index.ts';
import {
  check,
  type Problem,
  type ProblemDefinition,
  parametersOf,
  problem,
} from '../../src/verify/index.ts';

const minimal: ProblemDefinition = {
  name: 'mine',
  flow: (_, cells) => gradientFlow({ energy: entropy(), initial: uniform(grid([[0, 1]], cells)) }),
  defaults: { until: 0.3, cells: [50] },
};

describe('problem', () => {
  test('fills in what is left out', () => {
    const made = problem(minimal);
    expect(made).toMatchObject({ name: 'mine', title: 'mine', source: 'user', summary: '', parameters: {} });
    expect(made.defaults).toEqual({ cells: [50], until: 0.3, timeStep: 1e-3, saveAt: [0.3] });
    expect(made.flow({}, [8]).grid.size).toBe(8);
    expect(Object.isFrozen(made)).toBe(true);
  });

  test('keeps what is given', () => {
    const made = problem({
      ...minimal,
      title: 'Mine',
      defaults: { until: 1, cells: [4], timeStep: 0.1, saveAt: [0, 0.5] },
    });
    expect(made.title).toBe('Mine');
    expect(made.defaults).toEqual({ cells: [4], until: 1, timeStep: 0.1, saveAt: [0, 0.5] });
  });

  const wrong: [string, object, string][] = [
    ['no name', { name: '' }, 'name is ""; allowed: a non-empty string'],
    ['a name that is a number', { name: 3 }, 'name is 3'],
    ['no flow', { flow: undefined }, 'flow is undefined; allowed: a function'],
    ['a verify that is no function', { verify: 3 }, 'verify is 3'],
    ['a model that is no function', { model: {} }, 'model is Object'],
    ['no defaults', { defaults: undefined }, 'defaults is undefined'],
    [
      'no final time',
      { defaults: { cells: [4] } },
      'defaults.until is undefined; allowed: a finite number > 0',
    ],
    ['no cells', { defaults: { until: 1 } }, 'defaults.cells is undefined; allowed: 1 to 3 numbers of cells'],
    ['half a cell', { defaults: { until: 1, cells: [2.5] } }, 'defaults.cells[0] is 2.5'],
    ['a negative step', { defaults: { until: 1, cells: [4], timeStep: -1 } }, 'defaults.timeStep is -1'],
    [
      'a late save time',
      { defaults: { until: 1, cells: [4], saveAt: [2] } },
      'defaults.saveAt[0] is 2; allowed: a number in [0, 1]',
    ],
    [
      'a parameter out of its own range',
      { parameters: { N: { default: 3, description: '', range: [5, 9] } } },
      'parameters.N.default is 3',
    ],
    [
      'a range that is none',
      { parameters: { N: { default: 3, description: '', range: [9] } } },
      'parameters.N.range is [9]',
    ],
  ];

  test.each(wrong)('refuses %s', (_, change, message) => {
    const make = () => Reflect.apply(problem, undefined, [{ ...minimal, ...change }]);
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });

  test('refuses misspelt fields', () => {
    const make = (change: object) => () => Reflect.apply(problem, undefined, [{ ...minimal, ...change }]);
    expect(make({ titel: 'x' })).toThrow(UnknownNameError);
    expect(make({ titel: 'x' })).toThrow('no option of problem is called "titel"; did you mean title?');
    expect(make({ defaults: { until: 1, cells: [4], timestep: 1 } })).toThrow('did you mean timeStep?');
  });

  test('refuses what is no definition', () => {
    for (const nothing of [undefined, null, 3, 'mine'])
      expect(() => Reflect.apply(problem, undefined, [nothing])).toThrow(ArgumentError);
  });
});

describe('parametersOf', () => {
  const made: Problem = problem({
    ...minimal,
    parameters: {
      particles: { default: 100, description: 'N', range: [2, 1000] },
      slope: { default: -1, description: 'of V' },
    },
  });

  test('puts given values in place of defaults', () => {
    expect(parametersOf(made)).toEqual({ particles: 100, slope: -1 });
    expect(parametersOf(made, { slope: 3 })).toEqual({ particles: 100, slope: 3 });
  });

  test('refuses values out of range, naming the parameter', () => {
    expect(() => parametersOf(made, { particles: 1 })).toThrow(
      'particles is 1; allowed: a number in [2, 1000]',
    );
    expect(() => parametersOf(made, { particles: Number.NaN })).toThrow(ArgumentError);
    expect(() => parametersOf(made, { slope: Infinity })).toThrow(
      'slope is Infinity; allowed: a finite number',
    );
    expect(() => Reflect.apply(parametersOf, undefined, [made, { particles: '5' }])).toThrow(
      'particles is "5"',
    );
  });

  test('refuses names that the problem does not have, inherited ones included', () => {
    expect(() => parametersOf(made, { particels: 3 })).toThrow(UnknownNameError);
    expect(() => parametersOf(made, { particels: 3 })).toThrow(
      'no parameter of mine is called "particels"; did you mean particles?',
    );
    expect(() => parametersOf(made, { toString: 3 })).toThrow(UnknownNameError);
  });
});

describe('check', () => {
  const claim = { name: 'rate', measured: 1.01, expected: 1, source: 'closed form' };

  test('judges by relation and tolerance', () => {
    expect(check({ ...claim, tolerance: 0.02 })).toEqual({
      ...claim,
      tolerance: 0.02,
      relation: 'equal',
      pass: true,
    });
    expect(check({ ...claim, tolerance: 0.005 }).pass).toBe(false);
    expect(check(claim).pass).toBe(false);
    expect(check({ ...claim, measured: 1 }).pass).toBe(true);
    expect(check({ ...claim, relation: 'atLeast' }).pass).toBe(true);
    expect(check({ ...claim, relation: 'atMost' }).pass).toBe(false);
    expect(check({ ...claim, relation: 'atMost', tolerance: 0.02 }).pass).toBe(true);
    expect(check({ ...claim, relation: 'atLeast', measured: 0.9 }).pass).toBe(false);
  });

  test('NaN never passes', () => {
    for (const relation of ['equal', 'atMost', 'atLeast'] as const) {
      expect(check({ ...claim, measured: Number.NaN, relation, tolerance: 10 }).pass).toBe(false);
      expect(check({ ...claim, expected: Number.NaN, relation, tolerance: 10 }).pass).toBe(false);
      expect(check({ ...claim, tolerance: Number.NaN, relation }).pass).toBe(false);
    }
  });
});
