import {
  ArgumentError,
  CapabilityError,
  ConvergenceError,
  Density,
  density,
  type Energy,
  entropy,
  functional,
  type GradientFlow,
  gradientFlow,
  grid,
  type LocalEnergy,
  l1Distance,
  nextStep,
  orderOfConvergence,
  problem,
  type RefineOptions,
  refine,
  refineAsync,
  refinementFigure,
  refinementTable,
  restrict,
  type Solver,
  solve,
  UnknownNameError,
  wassersteinDistance,
} from 'ottoflow';
import { finiteVolume, jko } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { relaxation } from '../support/relaxation.ts';

const bump = (x: number): number => 1 + 0.6 * Math.cos(Math.PI * x);
const flowAt = (cells: readonly number[]): GradientFlow<LocalEnergy> =>
  gradientFlow({ energy: entropy(), initial: density(grid([[0, 1]], cells), bump) });
const start = { until: 0.1, cells: [8], timeStep: 0.02 };
const implicit = (timeStep: number): Solver<LocalEnergy> => finiteVolume({ timeStep });

/** p → mean + (p − mean)/(1 + τ): first order, with ends that are known exactly. */
function euler(timeStep: number): Solver {
  const exact = relaxation(timeStep);
  return {
    ...exact,
    name: 'euler',
    step(state: ReturnType<typeof exact.init>, flow, until) {
      const tau = nextStep(state.time, timeStep, until);
      const [before, mean] = [state.values, flow.initial.mass / flow.grid.volume];
      const step = exact.step(state, flow, until);
      state.values = before.map((p) => mean + (p - mean) / (1 + tau));
      return { ...step, density: new Density(flow.grid, state.values) };
    },
  } as Solver;
}

const decayed = (t: number) => (g: { readonly axes: readonly unknown[] } & GradientFlow['grid']) => {
  const p = density(g, bump);
  return new Density(
    g,
    p.values.map((v) => 1 + (v - 1) * Math.exp(-t)),
  );
};

describe('refine', () => {
  test('measures against a closed form: errors, orders, and what each level cost', () => {
    const found = refine(flowAt, euler, {
      ...start,
      until: 1,
      timeStep: 0.25,
      in: 'time',
      reference: (g, t) => decayed(t)(g),
    });
    const sizes = [0.25, 0.125, 0.0625, 0.03125];
    const size = l1Distance(
      flowAt([8]).initial,
      density(grid([[0, 1]], [8]), () => 1),
    );
    const errors = sizes.map((s) => size * Math.abs((1 + s) ** (-1 / s) - Math.exp(-1)));
    expect(found.sizes).toEqual(sizes);
    for (const [k, e] of found.errors.entries()) expect(Math.abs(e / errors[k] - 1)).toBeLessThan(1e-12);
    expect(found.order).toBeCloseTo(orderOfConvergence(sizes, errors).order, 10);
    expect(found.levels.map(({ steps, iterations }) => [steps, iterations])).toEqual([
      [4, 4],
      [8, 8],
      [16, 16],
      [32, 32],
    ]);
    expect(found).toMatchObject({ solver: 'euler/exact', against: 'the closed form', error: 'l1', until: 1 });
  });

  const ends = (resolutions: readonly (readonly [number, number])[]): Density[] =>
    resolutions.map(
      ([n, timeStep]) => solve(flowAt([n]), implicit(timeStep), { until: 0.1 }).snapshots[0].density,
    );

  test('is what one would write by hand: successive levels, in space', () => {
    const found = refine(flowAt, implicit, { ...start, in: 'space', error: 'wasserstein', levels: 3 });
    const at = ends([
      [8, 0.02],
      [16, 0.02],
      [32, 0.02],
    ]);
    expect(found.errors).toEqual(
      [0, 1].map((k) => wassersteinDistance(at[k], restrict(at[k + 1], at[k].grid))),
    );
    expect(found.sizes).toEqual([1 / 8, 1 / 16]);
    expect(found.levels.map((l) => l.cells)).toEqual([[8], [16], [32]]);
    expect(found.levels[2].error).toBeNull();
    expect(Math.abs(found.order - 2)).toBeLessThan(0.05);
  });

  test('the finest run of all, in both', () => {
    const found = refine(flowAt, implicit, { ...start, in: 'both', reference: 'finest', levels: 2 });
    const at = ends([
      [8, 0.02],
      [16, 0.01],
      [64, 0.0025],
    ]);
    expect(found.errors).toEqual([0, 1].map((k) => l1Distance(at[k], restrict(at[2], at[k].grid))));
    expect(found.against).toBe('finite-volume/implicit, 64 cells, time step 0.0025');
  });

  test('a run of another solver, and energies', () => {
    const solver = (timeStep: number): Solver => jko({ timeStep });
    const found = refine(flowAt, implicit, {
      ...start,
      in: 'time',
      error: 'energy',
      reference: { solver, finer: 2 },
      levels: 2,
    });
    const energies = [0.02, 0.01].map(
      (timeStep) => solve(flowAt([8]), implicit(timeStep), { until: 0.1 }).energy.at(-1) ?? 0,
    );
    const other = solve(flowAt([8]), jko({ timeStep: 0.005 }), { until: 0.1 }).energy.at(-1) ?? 0;
    expect(found.errors).toEqual(energies.map((e) => Math.abs(e - other)));
    expect(found.against).toBe('jko/newton, 8 cells, time step 0.005');
  });

  test('takes from a problem what is not given', () => {
    const heat = problem({
      name: 'heat',
      parameters: { height: { default: 0.2, description: 'of the wave', range: [0, 0.9] } },
      defaults: { cells: [8], until: 0.1, timeStep: 0.02 },
      flow: ({ height }, cells) =>
        gradientFlow({
          energy: entropy(),
          initial: density(grid([[0, 1]], cells), (x) => 1 + height * Math.cos(Math.PI * x)),
        }),
    });
    const found = refine(heat, implicit, { in: 'time', parameters: { height: 0.6 } });
    expect(found).toEqual(refine(flowAt, implicit, { ...start, in: 'time' }));
    expect(() => refine(heat, implicit, { in: 'time', parameters: { hieght: 1 } })).toThrow(UnknownNameError);
  });

  test('is the same to the bit, awaited or not, and timed only where it is told to', async () => {
    const options = { ...start, in: 'time', levels: 3 } as const;
    const found = refine(flowAt, implicit, options);
    expect(JSON.stringify(await refineAsync(flowAt, implicit, options))).toBe(JSON.stringify(found));
    expect(found.levels.every(({ seconds }) => seconds === null)).toBe(true);
    const timed = refine(flowAt, implicit, { ...options, timed: true });
    expect(timed.levels.every(({ seconds }) => Number(seconds) > 0)).toBe(true);
  });

  test('is heard and can be cancelled', async () => {
    const stop = new AbortController();
    const heard: number[] = [];
    const options: RefineOptions<LocalEnergy> = {
      ...start,
      in: 'time',
      signal: stop.signal,
      onProgress: (_what, fraction) => {
        heard.push(fraction);
        if (heard.length === 7) stop.abort(new Error('enough'));
      },
    };
    await expect(refineAsync(flowAt, implicit, options)).rejects.toThrow('enough');
    expect(heard).toHaveLength(7);
    expect(heard.every((f, k) => f > 0 && f <= 1 && (k === 0 || f > heard[k - 1]))).toBe(true);
  });
});

describe('tables and figures', () => {
  const found = refine(flowAt, implicit, { ...start, in: 'space', levels: 3 });

  test('a row for each level, the order in the caption', () => {
    const { columns, rows, caption } = refinementTable(found);
    expect(columns).toEqual(['cells', 'time step', 'L¹ distance', 'order', 'steps', 'iterations']);
    expect(rows.map((r) => [r[0], r[2], r[3]])).toEqual([
      ['8', found.errors[0], '–'],
      ['16', found.errors[1], found.orders[0].toFixed(3)],
      ['32', '–', '–'],
    ]);
    expect(caption).toBe(
      `At t = 0.1, against the next finer level. Order by least squares: ${found.order.toFixed(3)}.`,
    );
    expect(
      refinementTable(refine(flowAt, implicit, { ...start, in: 'space', levels: 3, timed: true })).columns,
    ).toContain('seconds');
  });

  test('errors on logarithmic axes beside the nearest whole order', () => {
    const { series, x, y } = refinementFigure(found);
    expect([x, y]).toEqual([
      { label: 'cell width h', scale: 'log' },
      { label: 'L¹ distance', scale: 'log' },
    ]);
    expect(series.map((s) => s.label)).toEqual(['finite-volume/implicit', 'slope 2']);
    expect(series[1].y[1]).toBeCloseTo(found.errors[0] / 4, 15);
  });
});

describe('what is refused', () => {
  const asked = (given: object): (() => unknown) => {
    const options = { ...start, in: 'time' as const, ...given };
    return () => refine(flowAt, implicit, options);
  };
  test.each([
    ['too few levels', { levels: 1, reference: 'finest' }, 'levels is 1; allowed: an integer from 2 to 20'],
    [
      'too few successive levels',
      { levels: 2 },
      'an integer from 3 to 20, as the finest of successive levels',
    ],
    ['levels that are no integer', { levels: 3.5 }, 'levels is 3.5'],
    [
      'a coarser reference',
      { reference: { solver: implicit, finer: 0.5 } },
      'reference.finer is 0.5; allowed: an integer ≥ 1',
    ],
    ['a reference without a solver', { reference: { finer: 2 } }, 'reference.solver is undefined'],
    ['a reference that is none', { reference: 3 }, 'reference is 3; allowed: "successive"'],
    [
      'a step longer than the run',
      { timeStep: 0.2 },
      'timeStep is 0.2; allowed: the time step of the coarsest level, at most 0.1',
    ],
    ['no cells', { cells: undefined }, 'cells is undefined'],
    ['cells that are none', { cells: [0] }, 'cells[0] is 0'],
    ['parameters of no problem', { parameters: { a: 1 } }, 'parameters is'],
  ] as const)('%s', (_what, given, says) => {
    expect(asked(given)).toThrow(ArgumentError);
    expect(asked(given)).toThrow(says);
  });

  test.each([
    ['in', { in: 'tiem' }],
    ['error', { error: 'l3' }],
    ['reference', { reference: 'finset' }],
    ['options', { lvels: 3 }],
  ])('misspelt %s', (_what, given) => {
    expect(asked(given)).toThrow(UnknownNameError);
  });

  test('an error of exactly zero', () => {
    const exact = (timeStep: number): Solver => relaxation(timeStep) as Solver;
    const atRest = (cells: readonly number[]): GradientFlow =>
      gradientFlow({ energy: entropy(), initial: density(grid([[0, 1]], cells), () => 1) });
    expect(() => refine(atRest, exact, { ...start, in: 'time' })).toThrow('the error at size 0.02 is 0');
  });

  test('a subject that is none', () => {
    expect(() => refine({} as never, implicit, { in: 'time' })).toThrow('subject is');
  });

  test('a run that does not come to its end, by its level', () => {
    const failing = (timeStep: number): Solver => relaxation(timeStep, 15) as Solver;
    expect(() => refine(flowAt, failing, { ...start, in: 'time' })).toThrow(ConvergenceError);
    expect(() => refine(flowAt, failing, { ...start, in: 'time' })).toThrow(
      'the level of 8 cells, time step 0.005 did not come to its end: step 15 of relaxation/exact',
    );
  });

  test('a flow that the solver cannot take', () => {
    const energy: Energy = entropy().plus(functional({ firstVariation: (out) => 0 * out.fill(0).length }));
    const strange = (): GradientFlow => gradientFlow({ energy, initial: flowAt([8]).initial });
    expect(() => refine(strange, implicit, { ...start, in: 'time' })).toThrow(CapabilityError);
  });
});
