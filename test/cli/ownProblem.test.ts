import {
  check,
  entropy,
  functional,
  type GradientFlow,
  gradientFlow,
  grid,
  hardSphere,
  indicator,
  particleModel,
  potential,
  problem,
  uniform,
} from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { placeIn } from '../../src/cli/modules/placeIn.ts';
import { invoke } from './support/invoke.ts';
import { testWorld } from './support/world.ts';

const line = (cells: readonly number[]): GradientFlow =>
  gradientFlow({ energy: entropy(), initial: uniform(grid([[0, 1]], cells)) });

const claim = check({ name: 'one', measured: 1, expected: 1, source: 'nobody' });
const axis = { label: 'x' };
const figure = { id: 'f', title: 't', caption: 'c', x: axis, y: axis, series: [] };
const table = { id: 't', title: 't', caption: 'c', columns: ['a', 'b'], rows: [[1, 2]] };

/** Verifies what a module may have exported, whatever the types say. */
async function verify(exported: object) {
  const written = { name: 'mine', defaults: { cells: [10], until: 0.1, timeStep: 0.05 } };
  const mine = problem({ ...written, ...exported } as never);
  return await invoke(['verify', 'mine'], { world: { ...testWorld, problems: [mine] } });
}

const yielding = (evidence: unknown) => ({
  flow: (_: unknown, cells: readonly number[]) => line(cells),
  *verify() {
    yield evidence;
  },
});
const flowing = (flow: (cells: readonly number[]) => unknown) => ({
  flow: (_: unknown, cells: readonly number[]) => flow(cells),
});
const box = grid([[0, 1]], [10]);
const bad = functional({
  firstVariation: (out) => {
    out.fill(Number.NaN);
    return Number.NaN;
  },
});

const mistakes: [name: string, exported: object, says: string][] = [
  [
    'a flow that is not returned',
    flowing(() => undefined),
    'what flow(parameters, cells) returned is undefined; allowed: the flow itself, return gradientFlow({ energy, initial })',
  ],
  ['an async flow', flowing(async (cells) => line(cells)), 'returned is Promise; allowed: the flow itself'],
  [
    'a density for a flow',
    flowing((cells) => uniform(grid([[0, 1]], cells))),
    'returned is Density; allowed',
  ],
  [
    'a grid that takes no notice of the cells',
    flowing(() => line([12])),
    'is "[0, 1] in 12 cells"; allowed: one made with the cells that it is given, 10: grid(bounds, cells)',
  ],
  [
    'a grid of another dimension',
    { ...flowing((cells) => line(cells)), defaults: { cells: [4, 4], until: 1 } },
    'cells is [4, 4]; allowed: as many numbers of cells as bounds (1)',
  ],
  [
    'a flow that throws',
    flowing(() => {
      throw new TypeError('no such thing');
    }),
    'mine: flow(parameters, cells) threw TypeError: no such thing',
  ],
  [
    'a potential that throws',
    flowing((cells) =>
      gradientFlow({
        energy: entropy().plus(
          potential(() => {
            throw new RangeError('too far');
          }),
        ),
        initial: uniform(grid([[0, 1]], cells)),
      }),
    ),
    'mine: flow(parameters, cells) threw RangeError: too far',
  ],
  [
    'a black box that throws',
    flowing((cells) =>
      gradientFlow({
        energy: entropy().plus(
          functional({
            firstVariation: () => {
              throw new Error('no digits left');
            },
          }),
        ),
        initial: uniform(grid([[0, 1]], cells)),
      }),
    ),
    'broke off: Error: no digits left',
  ],
  [
    'a black box that is NaN',
    flowing((cells) =>
      gradientFlow({ energy: entropy().plus(bad), initial: uniform(grid([[0, 1]], cells)) }),
    ),
    'first variation against differences of E, relative       NaN',
  ],
  [
    'something else for a model',
    { ...flowing(line), model: () => ({ N: 3 }) },
    'what model(parameters) returned is Object; allowed: a particle model, return particleModel({',
  ],
  [
    'a model in another box',
    {
      ...flowing(line),
      model: () =>
        particleModel({
          ...{ particles: 5, epsilon: 0.01, pair: hardSphere() },
          initial: indicator(grid([[0, 2]], [10]), [[0, 1]]),
        }),
    },
    'the grid of the flow is "[0, 1] in 10 cells"; allowed: a grid over the model\'s box [[0,2]]',
  ],
  [
    'a verify that yields nothing',
    { ...flowing(line), verify: () => 3 },
    'what verify(context) returned is 3;',
  ],
  [
    'a verify that returns a promise of a list',
    { ...flowing(line), verify: async () => [] },
    'what verify(context) returned is Promise; allowed: evidence one by one',
  ],
  [
    'a bare check',
    yielding(claim),
    'what verify yielded is Object; allowed: evidence: { kind: "check", check',
  ],
  ['nothing', yielding(undefined), 'what verify yielded is undefined; allowed: evidence'],
  [
    'a check that was not judged',
    yielding({ kind: 'check', check: { name: 'one', measured: 1, expected: 1, tolerance: 0, source: '' } }),
    'pass of the check "one" that verify yielded is undefined; allowed: the verdict of check({ … })',
  ],
  [
    'a measured value that is an array',
    yielding({ kind: 'check', check: { ...claim, measured: [1] } }),
    'measured of the check "one" that verify yielded is [1]; allowed: a number',
  ],
  [
    'a check without a source',
    yielding({ kind: 'check', check: { ...claim, source: 3 } }),
    'source of the check',
  ],
  [
    'a figure without axes',
    yielding({ kind: 'figure', figure: { ...figure, x: 'x' } }),
    'x of the figure "f" that verify yielded is "x"; allowed: { label, … }',
  ],
  [
    'a curve with too few points',
    yielding({ kind: 'figure', figure: { ...figure, series: [{ label: 'a', x: [1, 2], y: [1] }] } }),
    'series of the figure "f" that verify yielded is [Object]; allowed: a list of { label, x, y }, x and y of equal length',
  ],
  [
    'a figure whose name is no name of a file',
    yielding({ kind: 'figure', figure: { ...figure, id: '../f' } }),
    'id of the figure "../f" that verify yielded is "../f"; allowed: a name of letters, digits and dashes',
  ],
  [
    'a row that is too long',
    yielding({ kind: 'table', table: { ...table, rows: [[1, 2, 3]] } }),
    'row 0 of the table "t" that verify yielded is [1, 2, 3]; allowed: 2 cells',
  ],
  [
    'a note that is none',
    yielding({ kind: 'note', note: 3 }),
    'the note that verify yielded is 3; allowed: a string',
  ],
];

describe('a problem of a user’s, with a mistake', () => {
  test.each(mistakes)('%s', async (_, exported, says) => {
    const { exitCode, out, err } = await verify(exported);
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: '' });
    expect(out).toContain(says);
  });

  test.each([
    [{ defaults: undefined }, 'defaults is undefined; allowed: an object such as { cells: [200], until: 1 }'],
    [{ parameters: null }, 'parameters is null; allowed: { name: { default, description, range } }'],
    [{ parameters: ['width'] }, 'parameters is ["width"]; allowed: { name'],
    [{ parameters: { width: 3 } }, 'parameters.width is 3; allowed: { default, description, range }'],
    [{ verify: [] }, 'verify is []; allowed: a function'],
    [{ model: {} }, 'model is Object; allowed: a function'],
  ])('is refused by problem() where it can be: %j', (given, says) => {
    expect(() =>
      problem({ name: 'mine', flow: line, defaults: { cells: [3], until: 1 }, ...given } as never),
    ).toThrow(says);
  });
});

test('without a mistake all kinds of evidence pass, typed arrays included', async () => {
  const series = [{ label: 'a', x: Float64Array.of(1), y: [Number.NaN] }];
  const { exitCode, out } = await verify({
    ...flowing(line),
    model: () =>
      particleModel({ particles: 5, epsilon: 0.01, pair: hardSphere(), initial: indicator(box, [[0, 1]]) }),
    *verify() {
      yield { kind: 'check', check: claim };
      yield { kind: 'figure', figure: { ...figure, series } };
      yield { kind: 'table', table };
      yield { kind: 'note', note: 'all is well' };
    },
  });
  expect({ exitCode, out }).toMatchObject({ exitCode: 0, out: expect.stringContaining('all is well') });
});

test('an error says where in the module it was thrown, and nothing of other places', () => {
  const error = new Error('here');
  expect(placeIn(error, import.meta.filename)).toMatch(/^ \(at ownProblem\.test\.ts:\d+:\d+\)$/);
  expect(placeIn(error, 'paper/4.1')).toBe('');
  expect(placeIn(new Error('wrapped', { cause: error }), import.meta.filename)).toMatch(/ownProblem/);
  expect(placeIn('no error', import.meta.filename)).toBe('');
});
