import {
  type Energy,
  grid,
  type LocalEnergy,
  l1Distance,
  orderOfConvergence,
  type Solver,
  solve,
  type Trajectory,
} from 'ottoflow';
import { barenblattFlow, type ClosedForm, gaussianFlow } from 'ottoflow/problems';
import { finiteVolume, type JkoSettings, jko } from 'ottoflow/solvers';
import { checkOrder } from 'ottoflow/testing';
import { describe, expect, test } from 'vitest';

const STEPS = 4;
const TAU = 5e-3;

const ball = (cells: number, exponent: number, confinement = 0) =>
  barenblattFlow({
    grid: grid([[-1, 1]], [cells]),
    exponent,
    centre: [0.1],
    radius: 0.4,
    confinement,
    well: [-0.05],
  });

/** In a box that is as good as the line: next to nothing of the Gaussians is outside. */
const bell = (cells: number) => ({
  grid: grid([[-1.5, 1.5]], [cells]),
  mean: [0.05],
  deviation: 0.15,
  well: [-0.05],
});

const flows: readonly { readonly name: string; readonly make: (cells: number) => ClosedForm<LocalEnergy> }[] =
  [
    { name: 'm = 2', make: (n) => ball(n, 2) },
    { name: 'm = 3', make: (n) => ball(n, 3) },
    { name: 'm = 2 in a well', make: (n) => ball(n, 2, 10) },
    { name: 'm = 1.5 on a hill', make: (n) => ball(n, 1.5, -3) },
    { name: 'heat', make: (n) => gaussianFlow(bell(n)) },
    { name: 'Ornstein and Uhlenbeck', make: (n) => gaussianFlow({ ...bell(n), confinement: 20 }) },
  ];

function run<E extends Energy>({ flow }: ClosedForm<E>, solver: Solver<E>, until: number): Trajectory<E> {
  return solve(flow, solver, { until, throwOnFailure: true });
}

const end = ({ snapshots }: Trajectory) => snapshots[snapshots.length - 1].density;

/** How far the last of some JKO steps is off, in L¹ and in the distance of the step. */
function errors(exact: ClosedForm<LocalEnergy>, settings: Partial<JkoSettings>) {
  const made = run(exact, jko({ timeStep: TAU, ...settings }), STEPS * TAU);
  return {
    density: l1Distance(end(made), exact.jkoIterate(STEPS, TAU)),
    transport: Math.abs((made.transport[STEPS] ?? Number.NaN) / exact.transport(STEPS, TAU) - 1),
  };
}

describe.each(flows)('JKO steps from a closed form: $name', ({ make }) => {
  test('with the exact distance they are the exact ones, to second order in cells', () => {
    const found = new Map([50, 100, 200].map((n) => [1 / n, errors(make(n), { method: 'quantile' })]));
    const shrinking = (what: 'density' | 'transport') =>
      orderOfConvergence([...found.keys()], (h) => found.get(h)?.[what] ?? Number.NaN);
    checkOrder(shrinking('density'), 2, 0.2);
    checkOrder(shrinking('transport'), 2, 0.5);
  });

  test('with inner intervals they come to the exact ones, as cells and intervals are refined together', () => {
    const [coarse, , fine] = [1, 2, 4].map((S) => errors(make(50 * S), { innerIntervals: S }).density);
    // Second order in both where the solution is smooth; a front moves by cells and so costs up to an order.
    expect(Math.log2(coarse / fine) / 2).toBeGreaterThan(1.5);
    // Cells alone, or intervals alone, do not get there.
    expect(errors(make(200), { innerIntervals: 1 }).density).toBeGreaterThan(1.2 * fine);
    expect(errors(make(50), { innerIntervals: 4 }).density).toBeGreaterThan(1.2 * fine);
  });
});

describe('the PDE from a closed form', () => {
  test.each(flows)('$name, by finite volumes with time steps of h²', ({ make }) => {
    const error = (h: number) => {
      const exact = make(Math.round(1 / h));
      return l1Distance(end(run(exact, finiteVolume({ timeStep: h ** 2 }), 0.02)), exact.pde(0.02));
    };
    expect(orderOfConvergence([1 / 25, 1 / 50, 1 / 100], error).order).toBeGreaterThan(1.5);
  });

  test('attraction, by explicit finite volumes, which take interactions', () => {
    const make = (n: number) => gaussianFlow({ ...bell(n), mass: 0.5, confinement: 5, attraction: 30 });
    const until = 0.02;
    const error = (h: number) => {
      const exact = make(Math.round(3 / h));
      return l1Distance(end(run(exact, finiteVolume({ method: 'explicit' }), until)), exact.pde(until));
    };
    checkOrder(orderOfConvergence([0.06, 0.03, 0.015], error), 2, 0.5);
    // Without it, or with that of a mass of 1, the Gaussian would be of another width altogether.
    const exact = make(100);
    for (const attraction of [0, 60]) {
      const other = gaussianFlow({ ...bell(100), mass: 0.5, confinement: 5, attraction });
      expect(l1Distance(other.pde(until), exact.pde(until))).toBeGreaterThan(20 * error(0.03));
    }
  });
});
