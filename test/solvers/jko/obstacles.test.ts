import {
  type Density,
  density,
  entropy,
  type GradientFlow,
  gradientFlow,
  grid,
  internal,
  type LocalEnergy,
  l1Distance,
  obstacle,
  potential,
  power,
  type Step,
  steadyState,
} from 'ottoflow';
import { jko } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';

const line = grid([[0, 1]], [48]);
const plane = grid(
  [
    [0, 1],
    [0, 1],
  ],
  [16, 16],
);

/** Room for less in the middle, on the way down a slope. */
const k = (x: number, y = 0.5): number => ((x - 0.5) ** 2 + (y - 0.5) ** 2 < 0.03 ? 0.4 : 3);
const well = potential((x, y = 0.5) => 20 * ((x - 0.7) ** 2 + (y - 0.5) ** 2));

/** Most of the mass on the far side; taken at centres, as the obstacle is. */
function crowdOn(on: typeof line): Density {
  const values = Float64Array.from({ length: on.size }, (_, i) => {
    const [x, y] = on.centre(i);
    return Math.min(k(x, y), x < 0.3 ? 2 : 0.01);
  });
  return density(on, values);
}

function crowd(U: LocalEnergy, on: typeof line): GradientFlow<LocalEnergy> {
  return gradientFlow({ energy: U.plus(well).plus(obstacle(k)), initial: crowdOn(on) });
}

function* stepsOf(
  flow: GradientFlow<LocalEnergy>,
  settings: Parameters<typeof jko>[0],
  steps: number,
): Generator<Step> {
  const solver = jko(settings);
  const state = solver.init(flow);
  for (let s = 0; s < steps; s++) yield solver.step(state, flow, Infinity);
}

const cases = [
  ['entropy on a line', entropy(), line],
  ['entropy in a box', entropy(), plane],
  ['power(2) on a line', power(2), line],
  ['power(2) in a box', power(2), plane],
] as const;

describe.each(cases)('obstacles: %s', (_, U, on) => {
  for (const timeStep of [1e-4, 1e-2, 1])
    test(`densities stay below and reach them, τ = ${timeStep}`, () => {
      const flow = crowd(U, on);
      const { ceiling } = flow.discrete;
      let energy = flow.discrete.value(flow.initial.values);
      let closest = 0;
      for (const step of stepsOf(flow, { timeStep, tolerance: 1e-8 }, 4)) {
        expect(step.status).toBe('converged');
        expect(Math.abs(step.density.mass / flow.initial.mass - 1)).toBeLessThan(1e-13);
        expect(Math.min(...step.density.values)).toBeGreaterThan(0);
        step.density.values.forEach((p, i) => {
          closest = Math.max(closest, p / (ceiling?.[i] ?? Infinity));
        });
        expect(step.energy).toBeLessThan(energy);
        energy = step.energy;
      }
      expect(closest).toBeLessThanOrEqual(1);
      if (timeStep >= 1e-2) expect(closest).toBeGreaterThan(1 - 1e-6);
    });

  test('two methods agree within their certificates', () => {
    const flow = crowd(U, on);
    const [precise] = stepsOf(flow, { timeStep: 1e-2, tolerance: 1e-9 }, 1);
    const [rough] = stepsOf(flow, { method: 'primalDual', timeStep: 1e-2, tolerance: 1e-5 }, 1);
    expect([precise.status, rough.status]).toEqual(['converged', 'converged']);
    // The objective is within the gap of its minimum, and no lower than the other's lower bound.
    const gap = rough.certificate?.gap ?? Number.NaN;
    const objective = ({ energy, transport }: Step): number =>
      energy + (transport ?? Number.NaN) ** 2 / (2 * 1e-2);
    expect(Math.abs(objective(rough) - objective(precise))).toBeLessThanOrEqual(gap + 1e-8);
    expect(l1Distance(precise.density, rough.density)).toBeLessThan(5e-3);
  });

  test('long steps lead to the steady state', () => {
    const flow = crowd(U, on);
    const { density: rest } = steadyState(flow.energy, on, flow.initial.mass);
    const steps = [...stepsOf(flow, { timeStep: 10, tolerance: 1e-9 }, 6)];
    expect(l1Distance(steps[5].density, rest)).toBeLessThan(1e-4 * flow.initial.mass);
    expect(l1Distance(flow.initial, rest)).toBeGreaterThan(0.3 * flow.initial.mass);
  });

  test('at second order too', () => {
    const flow = crowd(U, on);
    const { ceiling } = flow.discrete;
    for (const { status, density: end } of stepsOf(flow, { timeStep: 1e-2, order: 2 }, 3)) {
      expect(status).toBe('converged');
      expect(end.values.every((p, i) => p > 0 && p <= (ceiling?.[i] ?? 0))).toBe(true);
    }
  });
});

test('an obstacle that is the same everywhere is a bound of the domain', () => {
  const square = { U: (p: number) => p * p, dU: (p: number) => 2 * p, d2U: () => 2 };
  const initial = density(plane, (x) => (x < 0.3 ? 0.75 : 0.01));
  const bounded = gradientFlow({ energy: internal({ ...square, domain: [0, 0.8] }).plus(well), initial });
  const below = gradientFlow({
    energy: internal(square)
      .plus(well)
      .plus(obstacle(() => 0.8)),
    initial,
  });
  const settings = { timeStep: 1e-2, innerIntervals: 2, tolerance: 1e-9 };
  const [a] = stepsOf(bounded, settings, 1);
  const [b] = stepsOf(below, settings, 1);
  expect(a.status).toBe('converged');
  expect(b.density.values).toEqual(a.density.values);
});

test('nothing but an obstacle keeps a crowd from concentrating', () => {
  const energy = well.plus(obstacle(k));
  const flow = gradientFlow({ energy, initial: crowdOn(plane) });
  for (const step of stepsOf(flow, { method: 'primalDual', timeStep: 1e-2, tolerance: 1e-3 }, 4)) {
    expect(step.status).toBe('converged');
    const { ceiling } = flow.discrete;
    expect(step.density.values.every((p, i) => p >= 0 && p <= (ceiling?.[i] ?? 0))).toBe(true);
  }
});
