import { type Energy, grid, l1Distance, march, orderOfConvergence, solve, type Trajectory } from 'ottoflow';
import { barenblattFlow, bb2, type ClosedForm, gaussianFlow } from 'ottoflow/problems';
import { jko } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';

/** A box in which all balls and Gaussians below have room. */
const box = (dimension: number, cells: number) =>
  grid(
    Array.from({ length: dimension }, () => [-1, 1] as const),
    new Array(dimension).fill(cells),
  );
const point = (dimension: number, ...x: number[]): number[] => x.slice(0, dimension);

const ball = (d: number, cells: number, exponent: number) => ({
  grid: box(d, cells),
  exponent,
  centre: point(d, 0.05, -0.1, 0),
  radius: 0.6,
  well: point(d, -0.1, 0, 0.1),
});
const bell = (d: number, cells: number) => ({
  grid: box(d, cells),
  mean: point(d, 0.1, 0, -0.05),
  deviation: d === 3 ? [0.22, 0.24, 0.21] : point(d, 0.17, 0.2),
  well: point(d, -0.1, 0.05, 0),
});

const flows: readonly {
  readonly name: string;
  readonly make: (d: number, cells: number) => ClosedForm<Energy>;
  /**
   * The least order in cells: two where the solution is smooth, one at a front; less at one like a square root that moves by
   * less than a cell.
   */
  readonly order: number;
}[] = [
  { name: 'm = 2', order: 1, make: (d, n) => barenblattFlow(ball(d, n, 2)) },
  { name: 'm = 3', order: 0.7, make: (d, n) => barenblattFlow(ball(d, n, 3)) },
  {
    name: 'm = 2 in a well',
    order: 1,
    make: (d, n) => barenblattFlow({ ...ball(d, n, 2), confinement: 5 }),
  },
  {
    name: 'm = 2 with attraction',
    order: 1,
    make: (d, n) => barenblattFlow({ ...ball(d, n, 2), mass: 0.7, attraction: 4 }),
  },
  { name: 'heat', order: 1.5, make: (d, n) => gaussianFlow(bell(d, n)) },
  {
    name: 'Ornstein and Uhlenbeck',
    order: 1.5,
    make: (d, n) => gaussianFlow({ ...bell(d, n), confinement: 20 }),
  },
  {
    name: 'heat with attraction',
    order: 1.5,
    make: (d, n) => gaussianFlow({ ...bell(d, n), mass: 0.5, attraction: 40 }),
  },
];

const STEPS = 2;

/** Relative gap at which a step is solved: far below what cells this large leave of it. */
const TOLERANCE = 1e-7;

const end = ({ snapshots }: Trajectory) => snapshots[snapshots.length - 1].density;

/** How far the last of some JKO steps is off, in L¹ and relatively in the distance of the step. */
function errors(exact: ClosedForm<Energy>, timeStep: number, innerIntervals: number) {
  const made = solve(exact.flow, jko({ timeStep, innerIntervals, tolerance: TOLERANCE }), {
    until: STEPS * timeStep,
    throwOnFailure: true,
  });
  expect(Math.max(...made.gap.map((g) => g ?? 0))).toBeLessThanOrEqual(TOLERANCE);
  return {
    density: l1Distance(end(made), exact.jkoIterate(STEPS, timeStep)),
    transport: Math.abs((made.transport[STEPS] ?? Number.NaN) / exact.transport(STEPS, timeStep) - 1),
  };
}

describe.each(flows)('newton from a closed form: $name', ({ make, order }) => {
  // Steps so short that one inner interval is enough: what is left is the error of cells.
  test.each([
    [2, 1e-3, [16, 28, 48]],
    [3, 1e-3, [10, 14, 18]],
  ] as const)('comes to the exact JKO steps with cells in %d dimensions', (d, timeStep, sizes) => {
    const found = new Map(sizes.map((n) => [1 / n, errors(make(d, n), timeStep, 1)]));
    const { order: measured } = orderOfConvergence(
      [...found.keys()],
      (h) => found.get(h)?.density ?? Number.NaN,
    );
    expect(measured).toBeGreaterThan(order);
    const distances = [...found.values()].map((e) => e.transport);
    expect(distances[2]).toBeLessThan(0.6 * distances[0]);
  });
});

describe('inner intervals in two dimensions', () => {
  const long = flows.filter(({ name }) => ['m = 2', 'heat', 'Ornstein and Uhlenbeck'].includes(name));
  test.each(long)(
    '$name: two take most of what one interval is off in a long step, four little more',
    ({ make }) => {
      const exact = make(2, 32);
      const [one, two, four, eight] = [1, 2, 4, 8].map((innerIntervals) => {
        const [step] = march(exact.flow, jko({ timeStep: 8e-3, innerIntervals }), [8e-3]);
        expect(step.status).toBe('converged');
        return step.density;
      });
      // Second order in intervals: each halving leaves a quarter.
      expect(l1Distance(two, four) / l1Distance(one, two)).toBeLessThan(0.4);
      expect(l1Distance(four, eight) / l1Distance(two, four)).toBeLessThan(0.4);
      expect(l1Distance(two, exact.jkoIterate(1, 8e-3))).toBeLessThan(
        l1Distance(one, exact.jkoIterate(1, 8e-3)),
      );
    },
  );
});

describe('BB2', () => {
  test('a step on 128 × 128 cells is no further from the exact one than the published prototype of the same scheme', () => {
    const exact = bb2(128);
    const off = (timeStep: number) => {
      const solver = jko({ timeStep });
      const step = solver.step(solver.init(exact.flow), exact.flow, Infinity);
      expect(step.status).toBe('converged');
      return l1Distance(step.density, exact.jkoIterate(1, timeStep));
    };
    // Centred mobility, averaged weight, one interval: 1.8e-3 and 9.1e-5 to two digits.
    expect(off(2.5e-4)).toBeLessThan(1.85e-3);
    expect(off(2.5e-5)).toBeLessThan(9.15e-5);
  });

  test('comes to the PDE at the order of the exact steps', () => {
    const exact = bb2(48);
    const pde = exact.pde(4e-3);
    const end = (timeStep: number) => {
      const run = solve(exact.flow, jko({ timeStep }), { until: 4e-3, throwOnFailure: true });
      return run.snapshots[0].density;
    };
    const timeSteps = [1e-3, 5e-4, 2.5e-4];
    const measured = orderOfConvergence(timeSteps, (tau) => l1Distance(end(tau), pde)).order;
    const expected = orderOfConvergence(timeSteps, (tau) =>
      l1Distance(exact.jkoIterate(Math.round(4e-3 / tau), tau), pde),
    ).order;
    expect(Math.abs(measured - expected)).toBeLessThan(0.15);
  });
});
