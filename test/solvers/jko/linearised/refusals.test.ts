import { expect, test } from 'vitest';
import { linearise, lineariseTrajectory } from '../../../../solvers/index.ts';
import { boxWorkspace } from '../../../../solvers/jko/box/boxNewton.ts';
import { loadIterate } from '../../../../solvers/jko/linearised/loadIterate.ts';
import { saddleOperator } from '../../../../solvers/jko/linearised/saddleOperator.ts';
import { saddleSolver } from '../../../../solvers/jko/linearised/saddleSolver.ts';
import { linearisedSettings } from '../../../../solvers/jko/linearised/settings.ts';
import { tangentWorkspace } from '../../../../solvers/jko/linearised/workspace.ts';
import {
  ArgumentError,
  CapabilityError,
  Density,
  entropy,
  functional,
  gradientFlow,
  indicator,
  obstacle,
  potential,
  power,
  sum,
  UnknownNameError,
} from '../../../../src/index.ts';
import { unitBox } from '../../../support/boxes.ts';
import { bump, energies, field, relativeError } from './cases.ts';

const box = unitBox([20]);
const initial = new Density(box, field(box, bump));

test('vacuum that stays has no derivative, vacuum that fills has', () => {
  const front = gradientFlow({ energy: power(2), initial: indicator(box, [[0.2, 0.4]]) });
  expect(() => linearise(front, { timeStep: 1e-3 })).toThrow(CapabilityError);
  expect(() => linearise(front, { timeStep: 1e-3 })).toThrow(/strictly between their bounds.*cell \d+/);
  const filling = gradientFlow({ energy: entropy(), initial: indicator(box, [[0.2, 0.4]]) });
  const { density, tangent } = linearise(filling, { timeStep: 1e-2 });
  expect(density.values.every((p) => p > 0)).toBe(true);
  // Entropy alone is homogeneous of degree one, up to a constant in δE: so is the step.
  expect(relativeError(tangent({ density: filling.initial.values }), density.values)).toBeLessThan(1e-10);
});

test('an obstacle that is touched has no derivative, one that is not has', () => {
  const below = (k: number, slope: number) =>
    gradientFlow({
      energy: sum(
        entropy(),
        obstacle(() => k),
        potential((x) => slope * x),
      ),
      initial,
    });
  expect(() => linearise(below(2.7, 50), { timeStep: 0.05 })).toThrow(/strictly between/);
  const free = gradientFlow({ energy: entropy(), initial });
  const { density } = linearise(below(2.7, 0), { timeStep: 0.05 });
  expect(relativeError(density.values, linearise(free, { timeStep: 0.05 }).density.values)).toBeLessThan(
    1e-12,
  );
});

test('black boxes, and settings that are none', () => {
  const black = functional({ firstVariation: () => 0, convex: true });
  expect(() => linearise(gradientFlow({ energy: sum(entropy(), black), initial }), { timeStep: 1 })).toThrow(
    CapabilityError,
  );
  const flow = gradientFlow({ energy: entropy(), initial });
  const bare = gradientFlow({ energy: obstacle(() => 3), initial });
  expect(() => linearise(bare, { timeStep: 1 })).toThrow(/internal energy with U″ > 0/);
  const two = lineariseTrajectory(flow, { timeStep: 0.1, steps: 2 });
  expect(() => two.tangent({ initial: new Float64Array(2) })).toThrow(/initial.*20 values/);
  expect(() => two.gradient(() => ({ value: 0, slope: new Float64Array(2) }))).toThrow(/slope.*20 values/);
  expect(() => linearise(flow, { timeStep: 0 })).toThrow(ArgumentError);
  expect(() => linearise(flow, { timeStep: 1, order: 2 } as never)).toThrow(UnknownNameError);
  expect(() => lineariseTrajectory(flow, { timeStep: 1, steps: 0 })).toThrow(/steps/);
  const { tangent, adjoint } = linearise(flow, { timeStep: 0.1 });
  expect(() => tangent({ densty: initial.values } as never)).toThrow(/did you mean density/);
  expect(() => tangent({ density: new Float64Array(3) })).toThrow(/density.*20 values/);
  expect(() => adjoint(new Float64Array(20).fill(Number.NaN, 4))).toThrow(/slope\[4\]/);
});

test.each([1, 2])('%i intervals: multigrid where there is no factorisation', (innerIntervals) => {
  const plane = unitBox([9, 8]);
  const flow = gradientFlow({
    energy: energies['excluded volume'](0),
    initial: new Density(plane, field(plane, bump)),
  });
  const settings = linearisedSettings({ timeStep: 0.02, innerIntervals });
  const { problem, path } = tangentWorkspace(flow, settings).solve(flow.initial.values, settings.timeStep);
  const { iterate, system } = boxWorkspace(flow, innerIntervals);
  loadIterate(iterate, path.density, path.potential, problem);
  const operator = saddleOperator(iterate, problem);
  const right = Float64Array.from({ length: 2 * path.density.length }, (_, i) => Math.sin(3 * i));
  const [directly, iteratively] = [undefined, 0].map((mostOperations) => {
    const solver = saddleSolver(plane, innerIntervals, system, mostOperations);
    solver.update(iterate);
    const x = new Float64Array(right.length);
    solver.solve(x, right.slice(), operator);
    return x;
  });
  expect(relativeError(iteratively, directly)).toBeLessThan(1e-10);
});
