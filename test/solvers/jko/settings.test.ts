import {
  ArgumentError,
  CapabilityError,
  density,
  type Energy,
  entropy,
  functional,
  type GradientFlow,
  gradientFlow,
  grid,
  interaction,
  type LocalEnergy,
  potential,
  UnknownNameError,
  uniform,
} from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { type JkoMethod, type JkoSettings, jko, jkoMethods } from '../../../solvers/jko/index.ts';

const line = grid([[0, 1]], [10]);
const gridMethods: readonly JkoMethod[] = ['newton', 'primalDual'];

/** What a caller without a type checker may do. */
function untyped(value: object): never {
  return value as never;
}

function flowOf<E extends Energy>(energy: E, box = line): GradientFlow<E> {
  return gradientFlow({ energy, initial: uniform(box) });
}

describe('settings of jko', () => {
  test('defaults are filled in and shown', () => {
    expect(jkoMethods).toEqual(['newton', 'primalDual', 'quantile']);
    const { name, method, settings } = jko({ timeStep: 0.01 });
    expect([name, method]).toEqual(['jko', 'newton']);
    expect(settings).toMatchObject({
      timeStep: 0.01,
      faceMean: 'arithmetic',
      innerIntervals: 1,
      tolerance: 1e-9,
    });
    expect(jko({ method: 'primalDual', timeStep: 0.01 }).settings).toMatchObject({ tolerance: 1e-4 });
    expect(Object.isFrozen(jko({ timeStep: 1 }))).toBe(true);
  });

  test('out of range, they are refused with argument, value and range', () => {
    const bad: readonly [object, string][] = [
      [{ timeStep: 0 }, 'timeStep'],
      [{ timeStep: Number.NaN }, 'timeStep'],
      [{}, 'timeStep'],
      [{ timeStep: 1, innerIntervals: 0 }, 'innerIntervals'],
      [{ timeStep: 1, innerIntervals: 65 }, 'innerIntervals'],
      [{ timeStep: 1, innerIntervals: 1.5 }, 'innerIntervals'],
      [{ timeStep: 1, tolerance: 0 }, 'tolerance'],
      [{ timeStep: 1, tolerance: 2 }, 'tolerance'],
      [{ timeStep: 1, maxIterations: 0 }, 'maxIterations'],
    ];
    for (const method of gridMethods) {
      for (const [settings, argument] of bad) {
        const make = () => jko(untyped({ ...settings, method }));
        expect(make).toThrow(ArgumentError);
        expect(make).toThrow(argument);
      }
    }
  });

  test('those of order, adaptive steps and automatic intervals, likewise', () => {
    const bad: readonly [object, string][] = [
      [{ order: 3 }, 'order'],
      [{ order: '2' }, 'order'],
      [{ innerIntervals: 'auto', innerTolerance: 0 }, 'innerTolerance'],
      [{ innerIntervals: 2, innerTolerance: 0.1 }, 'innerTolerance'],
      [{ innerIntervals: 'automatic' }, 'innerIntervals'],
      [{ adaptive: {} }, 'adaptive.tolerance'],
      [{ adaptive: { tolerance: 2 } }, 'adaptive.tolerance'],
      [{ adaptive: { tolerance: 0.1, minimumStep: 0 } }, 'adaptive.minimumStep'],
      [{ adaptive: { tolerance: 0.1, minimumStep: 2 } }, 'at most timeStep = 1'],
      [{ adaptive: { tolerance: 0.1, maximumStep: 0.5 } }, 'at least timeStep = 1'],
      [{ adaptive: { tolerance: 0.1, maximumStep: Number.NaN } }, 'adaptive.maximumStep'],
      [{ adaptive: true }, 'adaptive'],
    ];
    for (const [settings, argument] of bad) {
      const make = () => jko(untyped({ timeStep: 1, ...settings }));
      expect(make).toThrow(ArgumentError);
      expect(make).toThrow(argument);
    }
    expect(() => jko(untyped({ timeStep: 1, adaptive: { tol: 0.1 } }))).toThrow(UnknownNameError);
  });

  test('those of order, adaptive steps and automatic intervals are shown', () => {
    expect(jko({ timeStep: 0.01 }).settings).toMatchObject({ order: 1, adaptive: false });
    const adaptive = { tolerance: 1e-3, maximumStep: 1 };
    expect(jko({ timeStep: 0.01, order: 2, adaptive, innerIntervals: 'auto' }).settings).toMatchObject({
      timeStep: 0.01,
      order: 2,
      adaptive: true,
      adaptiveTolerance: 1e-3,
      minimumStep: 1e-8,
      maximumStep: 1,
      innerIntervals: 'auto',
      innerTolerance: 0.02,
    });
  });

  test('newton alone has order 2, adaptive steps and automatic intervals', () => {
    for (const method of ['primalDual', 'quantile'] as const) {
      const asked: readonly [object, RegExp][] = [
        [{ order: 2 }, /order: 1.*newton/s],
        [{ adaptive: { tolerance: 1e-3 } }, /does not adapt.*newton/s],
        [{ innerIntervals: 'auto' }, /as a number.*newton/s],
        [{ innerTolerance: 0.1 }, /as a number.*newton/s],
      ];
      for (const [settings, message] of asked) {
        const make = () => jko(untyped({ method, timeStep: 1, ...settings }));
        expect(make).toThrow(CapabilityError);
        expect(make).toThrow(message);
      }
      expect(() => jko({ method, timeStep: 1, order: 1 })).not.toThrow();
    }
  });

  test('misspelt names are refused with the nearest ones', () => {
    expect(() => jko(untyped({ method: 'newtn', timeStep: 1 }))).toThrow(UnknownNameError);
    expect(() => jko(untyped({ method: 'newtn', timeStep: 1 }))).toThrow('newton');
    for (const method of gridMethods) {
      expect(() => jko(untyped({ method, timestep: 1 }))).toThrow('timeStep');
      expect(() => jko(untyped({ method, timeStep: 1, inner: 2 }))).toThrow(UnknownNameError);
      expect(() => jko(untyped({ method, timeStep: 1, faceMean: 'harmonc' }))).toThrow('harmonic');
      expect(() => jko(untyped({ method, timeStep: 1, parcels: 100 }))).toThrow(UnknownNameError);
    }
  });
});

const blackBox = functional({
  name: 'box',
  firstVariation: (out, p) => {
    out.set(p);
    return 0;
  },
});

describe('flows that a method cannot treat are refused, saying what would supply what is missing', () => {
  const refused = (settings: Omit<JkoSettings, 'timeStep'>, flow: GradientFlow, needs: RegExp) => {
    const start = () => jko({ timeStep: 0.01, ...settings }).init(flow as GradientFlow<LocalEnergy>);
    expect(start).toThrow(CapabilityError);
    expect(start).toThrow(needs);
  };

  test('newton: an internal energy', () => {
    refused({ method: 'newton' }, flowOf(potential((x) => x)), /internal energy.*entropy\(\)/s);
    refused({ method: 'newton' }, flowOf(interaction((x) => x * x)), /internal energy.*entropy\(\)/s);
  });

  test('quantile: dimension, walls, locality, convexity, an internal energy', () => {
    const method = 'quantile';
    const square = grid(
      [
        [0, 1],
        [0, 1],
      ],
      [4, 4],
    );
    refused({ method }, flowOf(entropy(), square), /one dimension/);
    refused({ method }, flowOf(entropy(), grid([[0, 1]], [8], { periodic: [true] })), /walls/);
    refused({ method }, flowOf(entropy().plus(interaction((x) => x * x))), /local energy.*explicit/s);
    refused({ method }, flowOf(blackBox), /local energy/);
    refused({ method }, flowOf(potential((x) => x)), /internal energy.*entropy\(\)/s);
  });

  test('primalDual: an internal energy, and a bound of what couples cells', () => {
    const method = 'primalDual';
    refused({ method }, flowOf(potential((x) => x)), /internal energy.*entropy\(\)/s);
    refused({ method }, flowOf(blackBox), /internal energy/);
    refused({ method }, flowOf(entropy().plus(blackBox)), /bound.*interaction.*newton/s);
  });

  test('primalDual: face means other than the arithmetic one, which newton takes', () => {
    const make = () => jko({ method: 'primalDual', timeStep: 0.01, faceMean: 'logarithmic' });
    expect(make).toThrow(CapabilityError);
    expect(make).toThrow(/arithmetic.*newton/s);
    expect(() => jko({ timeStep: 0.01, faceMean: 'logarithmic' })).not.toThrow();
  });
});

describe('steps of jko', () => {
  test('land on the time asked for, and carry their index, time and certificate', () => {
    const flow = gradientFlow({ energy: entropy(), initial: density(line, (x) => 1 + x) });
    for (const method of gridMethods) {
      const solver = jko({ method, timeStep: 0.01 });
      const state = solver.init(flow);
      const steps = [solver.step(state, flow, 0.015), solver.step(state, flow, 0.015)];
      expect(steps.map((s) => s.index)).toEqual([1, 2]);
      expect(steps.map((s) => s.time)).toEqual([0.01, 0.015]);
      expect(steps[1].timeStep).toBeCloseTo(0.005, 14);
      expect(steps[1].energy).toBe(flow.discrete.value(steps[1].density.values));
      expect(steps[0].energy).toBeLessThan(flow.discrete.value(flow.initial.values));
      const { primal, dual, gap } = steps[0].certificate ?? { primal: 0, dual: 0, gap: Number.NaN };
      expect(primal - dual).toBeCloseTo(gap, 12);
      expect(primal).toBeCloseTo((steps[0].transport ?? 0) ** 2 / 0.02 + steps[0].energy, 12);
    }
  });
});
