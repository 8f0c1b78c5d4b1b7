import { describe, expect, test } from 'vitest';
import { finiteVolume } from '../../../solvers/finite-volume/index.ts';
import {
  Density,
  type Energy,
  type ExactDensity,
  entropy,
  type FlowAt,
  faceMeanNames,
  type GradientFlow,
  type Grid,
  gradientFlow,
  grid,
  type LocalEnergy,
  l1Distance,
  orderOfConvergence,
  potential,
  power,
  refine,
  type Solver,
  solve,
} from '../../../src/index.ts';
import { barenblatt, heatModes, ornsteinUhlenbeck } from './exact.ts';

function final<E extends Energy>(energy: E, initial: Density, solver: Solver<E>, until: number): Density {
  const { snapshots } = solve(gradientFlow({ energy, initial }), solver, { until, throwOnFailure: true });
  return snapshots[snapshots.length - 1].density;
}

const modes = [
  { k: 1, amplitude: 0.5 },
  { k: 2, amplitude: 0.3 },
];

/** The order in space from three levels, against a closed form. */
function inSpace(
  flowAt: FlowAt<LocalEnergy>,
  solver: Solver<LocalEnergy>,
  until: number,
  cells: number,
  reference: ExactDensity,
): number {
  const start = { until, cells: [cells], timeStep: until, levels: 3 };
  return refine(flowAt, () => solver, { ...start, in: 'space', reference }).order;
}

describe('order two in space', () => {
  function heatOrder(solver: Solver<LocalEnergy>, until: number): number {
    const exact = (box: Grid, t: number): Density => heatModes(box, modes, t);
    const flowAt = (cells: readonly number[]): GradientFlow<LocalEnergy> =>
      gradientFlow({ energy: entropy(), initial: exact(grid([[0, 1]], cells), 0) });
    return inSpace(flowAt, solver, until, 16, exact);
  }

  function driftOrder(solver: Solver<LocalEnergy>): number {
    const energy = entropy().plus(potential((x) => 2 * x * x));
    const exact = (box: Grid, t: number): Density => ornsteinUhlenbeck(box, 4, 0.8, 0.3, t);
    const flowAt = (cells: readonly number[]): GradientFlow<LocalEnergy> =>
      gradientFlow({ energy, initial: exact(grid([[-4, 4]], cells), 0) });
    return inSpace(flowAt, solver, 0.1, 40, exact);
  }

  test.each(faceMeanNames)('implicit, %s mean', (faceMean) => {
    expect(heatOrder(finiteVolume({ timeStep: 1e-6, faceMean }), 5e-4)).toBeCloseTo(2, 1);
    expect(Math.abs(driftOrder(finiteVolume({ timeStep: 2e-4, faceMean })) - 2)).toBeLessThan(0.15);
  });

  test.each(['adaptive', 'minmod'] as const)('explicit, %s slopes', (limiter) => {
    expect(Math.abs(heatOrder(finiteVolume({ method: 'explicit', limiter }), 0.02) - 2)).toBeLessThan(0.15);
    expect(Math.abs(driftOrder(finiteVolume({ method: 'explicit', limiter })) - 2)).toBeLessThan(0.2);
  });
});

describe('order in time', () => {
  test('implicit: one, against the exact solution in time of the scheme in space', () => {
    // With the logarithmic mean, θ grad log p = grad p: cosines are eigenvectors, with −(2/h²)(1 − cos kπh).
    const n = 20;
    const box = grid([[0, 1]], [n]);
    const at = (t: number): Density =>
      new Density(
        box,
        Float64Array.from(box.centres(0), (x) =>
          modes.reduce((s, { k, amplitude }) => {
            const rate = 2 * n * n * (1 - Math.cos((k * Math.PI) / n));
            return s + amplitude * Math.exp(-rate * t) * Math.cos(k * Math.PI * x);
          }, 1),
        ),
      );
    const until = 0.04;
    const steps = [4e-3, 2e-3, 1e-3, 5e-4];
    const errors = steps.map((timeStep) =>
      l1Distance(
        final(entropy(), at(0), finiteVolume({ timeStep, faceMean: 'logarithmic' }), until),
        at(until),
      ),
    );
    expect(Math.abs(orderOfConvergence(steps, errors).orders[2] - 1)).toBeLessThan(0.03);
  });

  test.each([1, 2, 3] as const)('explicit: SSP Runge–Kutta %i', (order) => {
    // Increasing density, velocities of one sign: the scheme in space is smooth, and so is the order in time.
    const box = grid([[0, 1]], [8]);
    const initial = heatModes(box, [{ k: 1, amplitude: -0.5 }], 0);
    const until = 0.05;
    const reference = final(
      entropy(),
      initial,
      finiteVolume({ method: 'explicit', timeStep: until / 4096 }),
      until,
    );
    const steps = [8, 16, 32].map((k) => until / k);
    const errors = steps.map((timeStep) =>
      l1Distance(
        final(entropy(), initial, finiteVolume({ method: 'explicit', timeStep, order }), until),
        reference,
      ),
    );
    expect(Math.abs(orderOfConvergence(steps, errors).order - order)).toBeLessThan(0.15);
  });
});

describe('Barenblatt, whose support grows: L¹ errors against exact cell averages', () => {
  const cells = [25, 50, 100];
  const errorsOf = (solver: (h: number) => Solver<LocalEnergy>): number[] =>
    cells.map((n) => {
      const box = grid([[-3, 3]], [n]);
      const end = final(power(2), barenblatt(box, 0.2), solver(6 / n), 0.8);
      return l1Distance(end, barenblatt(box, 1));
    });

  test('implicit with Δt ∝ h²', () => {
    const errors = errorsOf((h) => finiteVolume({ timeStep: 0.1 * h * h }));
    expect(
      orderOfConvergence(
        cells.map((n) => 6 / n),
        errors,
      ).order,
    ).toBeGreaterThan(1.4);
    expect(errors[2]).toBeLessThan(2e-3);
  });

  test('explicit', () => {
    const errors = errorsOf(() => finiteVolume({ method: 'explicit' }));
    expect(
      orderOfConvergence(
        cells.map((n) => 6 / n),
        errors,
      ).order,
    ).toBeGreaterThan(1);
    expect(errors[2]).toBeLessThan(5e-3);
  });
});
