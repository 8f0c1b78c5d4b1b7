import { describe, expect, test } from 'vitest';
import { density, indicator, uniform } from '../../src/density/index.ts';
import { entropy } from '../../src/energy/index.ts';
import { ArgumentError, ConvergenceError, DensityError, UnknownNameError } from '../../src/errors/index.ts';
import { dissipation, gradientFlow, solve } from '../../src/flow/index.ts';
import { grid } from '../../src/grid/index.ts';
import { faceMean } from '../../src/mean/index.ts';
import { fermi } from '../energy/samples.ts';
import { fakeSolver } from './fakeSolver.ts';

const box = grid([[0, 1]], [10]);
const flow = gradientFlow({ name: 'relaxing', energy: entropy(), initial: indicator(box, [[0, 0.5]]) });

describe('solve', () => {
  test('records the initial state and every step', () => {
    const run = solve(flow, fakeSolver({ timeStep: 0.25 }), { until: 1 });
    expect(run.times).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(run.energy[0]).toBe(flow.discrete.value(flow.initial.values));
    expect(run.energy).toHaveLength(5);
    for (const m of run.mass) expect(m).toBeCloseTo(1, 14);
    expect(run.iterations).toEqual([0, 2, 2, 2, 2]);
    expect(run.status).toEqual([null, 'converged', 'converged', 'converged', 'converged']);
    expect(run.gap).toEqual([null, null, null, null, null]);
    expect(run).toMatchObject({
      solver: 'fake',
      method: 'relaxation',
      settings: { timeStep: 0.25 },
      complete: true,
    });
    expect(run.flow).toBe(flow);
    expect(run.wallSeconds).toBeGreaterThanOrEqual(0);
  });

  test('keeps the densities asked for, in order, and always the last', () => {
    const run = solve(flow, fakeSolver({ timeStep: 0.3 }), { until: 1, saveAt: [0.7, 0, 0.2, 0.7] });
    expect(run.snapshots.map((s) => s.time)).toEqual([0, 0.2, 0.7, 1]);
    expect(run.snapshots[0].density).toBe(flow.initial);
    expect(run.times).toEqual(expect.arrayContaining([0.2, 0.7, 1]));
  });

  test('takes times that differ by rounding for one', () => {
    const run = solve(flow, fakeSolver(), { until: 0.3, saveAt: [0.1 + 0.2, 0.1, 0.1 * (1 + 1e-14), 0.2] });
    expect(run.snapshots.map((s) => s.time)).toEqual([0.1, 0.2, 0.3]);
  });

  test('calls onStep after every step', () => {
    const seen: number[] = [];
    solve(flow, fakeSolver({ timeStep: 0.5 }), { until: 1, onStep: (step) => seen.push(step.time) });
    expect(seen).toEqual([0.5, 1]);
  });

  test('can be cancelled: what was done is returned', () => {
    const control = new AbortController();
    const run = solve(flow, fakeSolver(), {
      until: 1,
      saveAt: [0.1],
      signal: control.signal,
      onStep: (step) => {
        if (step.index === 3) control.abort();
      },
    });
    expect(run.complete).toBe(false);
    expect(run.times).toHaveLength(4);
    expect(run.snapshots.map((s) => s.time)).toEqual([0.1]);
  });

  test('cancelled before it begins, it does nothing', () => {
    const run = solve(flow, fakeSolver(), { until: 1, signal: AbortSignal.abort() });
    expect(run).toMatchObject({ complete: false, times: [0], snapshots: [] });
  });

  test('cancelled at the very end, it is complete', () => {
    const control = new AbortController();
    const onStep = (step: { time: number }) => {
      if (step.time === 1) control.abort();
    };
    expect(
      solve(flow, fakeSolver({ timeStep: 1 }), { until: 1, signal: control.signal, onStep }).complete,
    ).toBe(true);
  });

  test('a failed step ends the run, is recorded, and its density is not kept', () => {
    const solver = fakeSolver({ timeStep: 0.5, status: (k) => (k === 2 ? 'failed' : 'converged') });
    const run = solve(flow, solver, { until: 1 });
    expect(run).toMatchObject({ complete: false, status: [null, 'converged', 'failed'], snapshots: [] });
  });

  test('unconverged steps are recorded, and the run goes on', () => {
    const run = solve(flow, fakeSolver({ timeStep: 0.5, status: () => 'iteration-limit' }), { until: 1 });
    expect(run).toMatchObject({ complete: true, status: [null, 'iteration-limit', 'iteration-limit'] });
  });

  test.each(['iteration-limit', 'stalled', 'failed'] as const)(
    'throwOnFailure throws at a step that ended "%s"',
    (status) => {
      const solver = fakeSolver({ timeStep: 0.5, status: (k) => (k === 2 ? status : 'converged') });
      const run = () => solve(flow, solver, { until: 1, throwOnFailure: true });
      expect(run).toThrow(ConvergenceError);
      expect(run).toThrow(
        `step 2 of fake/relaxation to t = 1 ended with status "${status}" after 2 iterations; try a smaller timeStep`,
      );
    },
  );

  test.each([0, -1, Number.NaN, Infinity])('until = %d is refused', (until) => {
    expect(() => solve(flow, fakeSolver(), { until })).toThrow(ArgumentError);
  });

  test.each([-0.1, 1.1, Number.NaN, Infinity])('a save time of %d is refused', (t) => {
    const run = () => solve(flow, fakeSolver(), { until: 1, saveAt: [0.5, t] });
    expect(run).toThrow(ArgumentError);
    expect(run).toThrow(`saveAt is ${t}; allowed: times in [0, 1]`);
  });

  test('a misspelt option is refused', () => {
    // @ts-expect-error it is called saveAt
    const run = () => solve(flow, fakeSolver(), { until: 1, savedAt: [1] });
    expect(run).toThrow(UnknownNameError);
    expect(run).toThrow('did you mean saveAt?');
  });
});

describe('gradientFlow', () => {
  test('puts the energy on the grid of the initial density', () => {
    expect(flow.grid).toBe(box);
    expect(flow.discrete.grid).toBe(box);
    expect(flow.name).toBe('relaxing');
    expect(gradientFlow({ energy: entropy(), initial: uniform(box) }).name).toBe('entropy');
  });

  test('refuses an initial density outside the domain of the energy, naming the cell', () => {
    const make = () => gradientFlow({ energy: fermi(), initial: indicator(box, [[0.2, 0.5]]) });
    expect(make).toThrow(DensityError);
    expect(make).toThrow(/the initial density is 3\.33\d* in cell 2, but fermi allows \[0, 1\]/);
    expect(() => gradientFlow({ energy: fermi(), initial: uniform(box) })).not.toThrow();
  });

  test('refuses an initial density that is none', () => {
    const make = () => Reflect.apply(gradientFlow, undefined, [{ energy: entropy(), initial: [1, 2] }]);
    expect(make).toThrow('initial is [1, 2]; allowed: a Density');
  });

  test('refuses an energy that is none', () => {
    const make = () => Reflect.apply(gradientFlow, undefined, [{ energy: 'entropy', initial: uniform(box) }]);
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow('energy is "entropy"; allowed: an Energy');
  });
});

describe('dissipation', () => {
  test('is h^d Σ θ |grad δE|²; with the logarithmic mean and entropy, h^d Σ (grad p)²/θ', () => {
    const plane = grid(
      [
        [0, 1],
        [0, 2],
      ],
      [5, 7],
      { periodic: [false, true] },
    );
    const p = density(plane, (x, y) => 2 + Math.cos(3 * x) * Math.sin(Math.PI * y));
    const mean = faceMean('logarithmic');
    let expected = 0;
    for (let i = 0; i < 5; i++)
      for (let j = 0; j < 7; j++) {
        const here = p.values[i * 7 + j];
        const neighbours: [number, number][] = [[p.values[i * 7 + ((j + 1) % 7)], 2 / 7]];
        if (i < 4) neighbours.push([p.values[(i + 1) * 7 + j], 0.2]);
        for (const [there, h] of neighbours) expected += ((there - here) / h) ** 2 / mean.value(here, there);
      }
    expect(dissipation(p.values, entropy().on(plane), mean) / (plane.cellVolume * expected)).toBeCloseTo(
      1,
      12,
    );
  });

  test('leaves faces beside empty cells out, and is zero at a steady state', () => {
    const p = indicator(box, [[0, 0.5]]);
    expect(dissipation(p.values, entropy().on(box), faceMean('arithmetic'))).toBe(0);
    expect(dissipation(uniform(box).values, entropy().on(box), faceMean('arithmetic'))).toBe(0);
  });
});
