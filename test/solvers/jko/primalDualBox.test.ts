import {
  density,
  type Energy,
  entropy,
  type GradientFlow,
  gradientFlow,
  grid,
  interaction,
  internal,
  l1Distance,
  potential,
  power,
  type Step,
} from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { bb2 } from '../../../problems/classic/bb2.ts';
import { type JkoSettings, jko } from '../../../solvers/jko/index.ts';
import { unitBox } from '../../support/boxes.ts';

const bump = (x: number, y: number) => Math.exp(-((x - 0.3) ** 2 + (y - 0.6) ** 2) / 0.02) + 1e-2;

function firstStep(flow: GradientFlow<Energy>, settings: JkoSettings): Step {
  const solver =
    settings.method === 'primalDual'
      ? jko({ ...settings, method: 'primalDual' })
      : jko({ timeStep: settings.timeStep, innerIntervals: settings.innerIntervals ?? 1 });
  return solver.step(solver.init(flow), flow, Infinity);
}

function certificateOf({ certificate }: Step) {
  if (certificate === null) throw new Error('a step without a certificate');
  return certificate;
}

/** Both methods on the first step: each minimum lies within the bounds of the other, and the continuity equation holds. */
function expectAgreement(
  flow: GradientFlow<Energy>,
  timeStep: number,
  innerIntervals: number,
  tolerance: number,
) {
  const newton = firstStep(flow, { timeStep, innerIntervals });
  const primalDual = firstStep(flow, { method: 'primalDual', timeStep, innerIntervals, tolerance });
  expect(newton.status).toBe('converged');
  expect(primalDual.status).toBe('converged');
  const [a, b] = [certificateOf(newton), certificateOf(primalDual)];
  expect(b.relativeGap).toBeLessThanOrEqual(tolerance);
  expect(b.continuity).toBeLessThan(1e-12);
  expect(Math.abs(primalDual.density.mass - flow.initial.mass)).toBeLessThan(1e-13);
  const noise = 1e-13 * (1 + Math.abs(a.primal));
  expect(a.dual).toBeLessThanOrEqual(b.primal + noise);
  expect(b.dual).toBeLessThanOrEqual(a.primal + noise);
  return { newton, primalDual, gaps: a.gap + b.gap };
}

/** ½ min U″ ‖p − q‖₂² ≤ gap for either, and ‖·‖₁ ≤ ‖·‖₂ on a box of volume 1. */
function l1Bound(gaps: number, curvature: number) {
  return 2 * Math.sqrt(gaps / curvature);
}

describe('primalDual in boxes', () => {
  for (const innerIntervals of [1, 2]) {
    test(`solves the steps that newton solves: local energies in 2D, S = ${innerIntervals}`, () => {
      const box = unitBox([16, 16]);
      const well = potential((x, y) => 4 * (x - 0.7) ** 2 + 2 * y);
      const flows = [
        [entropy().plus(well), 0],
        [power(2).plus(well), 2],
      ] as const;
      for (const [energy, least] of flows) {
        const flow = gradientFlow({ energy, initial: density(box, bump, { mass: 1 }) });
        for (const timeStep of [1e-3, 1e-1]) {
          const { newton, primalDual, gaps } = expectAgreement(flow, timeStep, innerIntervals, 1e-5);
          const largest = Math.max(...newton.density.values, ...primalDual.density.values);
          const bound = l1Bound(gaps, least > 0 ? least : 1 / largest);
          expect(l1Distance(newton.density, primalDual.density)).toBeLessThanOrEqual(bound);
        }
      }
    });
  }

  test('solves the steps that newton solves in 3D', () => {
    const box = grid(
      [
        [0, 1],
        [0, 1],
        [0, 2],
      ],
      [5, 6, 8],
    );
    const initial = density(box, (x, y, z) => 1 + 0.8 * Math.sin(3 * x + 2 * y - z), { mass: 1 });
    expectAgreement(gradientFlow({ energy: entropy().plus(power(2)), initial }), 1e-2, 2, 1e-6);
  });

  test('solves the steps that newton solves on rings and tori', () => {
    const wave = potential((x) => Math.cos(2 * Math.PI * x));
    for (const periodic of [
      [true, false],
      [true, true],
    ]) {
      const initial = density(unitBox([12, 12], periodic), bump, { mass: 1 });
      expectAgreement(gradientFlow({ energy: entropy().plus(wave), initial }), 1e-2, 2, 1e-5);
    }
    const ring = grid([[0, 1]], [20], { periodic: [true] });
    const initial = density(ring, (x) => 1 + 0.9 * Math.sin(2 * Math.PI * x));
    expectAgreement(gradientFlow({ energy: entropy().plus(wave), initial }), 1e-2, 3, 1e-6);
  });

  test('treats nonlocal energies, convex and not, by their gradients', () => {
    const gaussian = (x: number, y: number) => Math.exp(-20 * (x * x + y * y));
    for (const [strength, timeStep] of [
      [5, 1e-2],
      [-5, 1e-2],
      [-1, 1e-1],
    ]) {
      const energy = entropy().plus(interaction((x, y) => strength * gaussian(x, y)));
      const flow = gradientFlow({ energy, initial: density(unitBox([14, 14]), bump, { mass: 1 }) });
      const newton = firstStep(flow, { timeStep });
      const primalDual = firstStep(flow, { method: 'primalDual', timeStep, tolerance: 1e-7 });
      expect(primalDual.status).toBe('converged');
      // The gap bounds ½ ‖p − q‖² by the curvature of U alone where N is replaced by its tangent; 1e-7 of a decrease of order 1.
      expect(l1Distance(newton.density, primalDual.density)).toBeLessThan(2e-3);
      expect(primalDual.energy).toBeLessThan(flow.discrete.value(flow.initial.values));
    }
  });

  test('data along one axis give the solution on a line', () => {
    const profile = (x: number) => 1 + 0.8 * Math.cos(3 * x);
    const line = gradientFlow({
      energy: entropy().plus(potential((x) => 2 * x)),
      initial: density(grid([[0, 1]], [20]), profile, { mass: 1 }),
    });
    const plane = (axis: 0 | 1) =>
      gradientFlow({
        energy: entropy().plus(potential((...x) => 2 * x[axis])),
        initial: density(
          grid(
            [
              [0, 1],
              [0, 1],
            ],
            axis === 0 ? [20, 3] : [3, 20],
          ),
          (...x) => profile(x[axis]),
          { mass: 1 },
        ),
      });
    for (const innerIntervals of [1, 3]) {
      const settings = { method: 'primalDual', timeStep: 1e-2, innerIntervals, tolerance: 1e-10 } as const;
      const exact = firstStep(line, settings).density.values;
      for (const axis of [0, 1] as const) {
        const { density: found } = firstStep(plane(axis), settings);
        found.values.forEach((p, i) => {
          const at = axis === 0 ? Math.floor(i / 3) : i % 20;
          expect(Math.abs(p - exact[at])).toBeLessThan(1e-4);
        });
      }
    }
  });

  test('BB2: iterations to 1e-3 of the solution do not depend on the grid', () => {
    for (const timeStep of [1e-3, 2.5e-4]) {
      const counts = [16, 32, 64].map((cells) => {
        const { flow } = bb2(cells);
        const newton = firstStep(flow, { timeStep });
        const step = firstStep(flow, { method: 'primalDual', timeStep, tolerance: 1e-4 });
        expect(step.status).toBe('converged');
        expect(l1Distance(step.density, newton.density)).toBeLessThan(2e-3);
        return step.iterations;
      });
      expect(Math.max(...counts)).toBeLessThanOrEqual(30);
    }
  });
});

describe('crowd motion: densities of at most one', () => {
  const crowd = (U: 'entropy' | 'square' | 'nothing') => {
    const shapes = {
      entropy: {
        U: (p: number) => (p > 0 ? p * Math.log(p) : 0),
        dU: (p: number) => Math.log(p) + 1,
        d2U: (p: number) => 1 / p,
      },
      square: { U: (p: number) => 0.5 * p * p, dU: (p: number) => p, d2U: () => 1 },
      nothing: { U: () => 0, dU: () => 0, d2U: () => 0 },
    };
    const exit = potential((x, y) => 60 * ((x - 0.8) ** 2 + (y - 0.5) ** 2));
    return gradientFlow({
      energy: internal({ name: U, ...shapes[U], domain: [0, 1] }).plus(exit),
      initial: density(unitBox([16, 16]), (x, y) => ((x - 0.3) ** 2 + (y - 0.5) ** 2 < 0.04 ? 0.9 : 0.01)),
    });
  };

  for (const U of ['entropy', 'square', 'nothing'] as const) {
    test(`the bound holds, and is reached, in a box: ${U}`, () => {
      const flow = crowd(U);
      const solver = jko({ method: 'primalDual', timeStep: 2e-2, tolerance: 1e-3 });
      const state = solver.init(flow);
      let energy = flow.discrete.value(flow.initial.values);
      let largest = 0;
      for (let k = 0; k < 4; k++) {
        const step = solver.step(state, flow, Infinity);
        expect(step.status).toBe('converged');
        expect(Math.abs(step.density.mass / flow.initial.mass - 1)).toBeLessThan(1e-13);
        largest = Math.max(...step.density.values);
        expect(largest).toBeLessThanOrEqual(1);
        expect(Math.min(...step.density.values)).toBeGreaterThanOrEqual(0);
        expect(step.energy).toBeLessThan(energy);
        energy = step.energy;
      }
      expect(largest).toBeGreaterThan(0.999);
    });
  }
});
