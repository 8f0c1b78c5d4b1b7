import {
  density,
  entropy,
  excludedVolume,
  type FaceMeanName,
  faceMeanNames,
  gradientFlow,
  grid,
  l1Distance,
  orderOfConvergence,
  potential,
  type Solver,
  solve,
} from 'ottoflow';
import { checkOrder } from 'ottoflow/testing';
import { describe, expect, test } from 'vitest';
import { finiteVolume } from '../../../solvers/finite-volume/index.ts';
import { jko } from '../../../solvers/jko/index.ts';
import { unitBox } from '../../support/boxes.ts';

const box = grid([[-0.5, 0.5]], [40]);
// Compatible with no flux at the walls: no boundary layer, so that orders show at once.
const flow = gradientFlow({
  energy: entropy()
    .plus(excludedVolume(0.297))
    .plus(potential((x) => 0.1 * Math.cos(2 * Math.PI * x))),
  initial: density(box, (x) => 1 + 0.4 * Math.sin(Math.PI * x), { mass: 1 }),
});

const square = unitBox([14, 12]);
const inSquare = gradientFlow({
  energy: entropy()
    .plus(excludedVolume(0.297))
    .plus(potential((x, y) => 0.1 * Math.cos(2 * Math.PI * x) * Math.cos(Math.PI * y))),
  initial: density(square, (x, y) => 1 + 0.4 * Math.cos(Math.PI * x) * Math.cos(2 * Math.PI * y), {
    mass: 1,
  }),
});

function afterOneStep<S>(solver: Solver<typeof flow.energy, S>, of = flow) {
  const step = solver.step(solver.init(of), of, Infinity);
  expect(step.status).toBe('converged');
  return step.density;
}

describe('JKO steps with one inner interval beside implicit finite volumes with the same face mean', () => {
  for (const faceMean of faceMeanNames) {
    test(`one step differs by O(τ²): ${faceMean}`, () => {
      const refinement = orderOfConvergence([4e-4, 2e-4, 1e-4, 5e-5], (timeStep) =>
        l1Distance(
          afterOneStep(jko({ timeStep, faceMean, tolerance: 1e-12 })),
          afterOneStep(finiteVolume({ timeStep, faceMean })),
        ),
      );
      expect(checkOrder(refinement, 2)).toBeGreaterThan(1.9);
    });
  }

  test('one step differs by O(τ²) in two dimensions', () => {
    const refinement = orderOfConvergence([4e-4, 2e-4, 1e-4], (timeStep) =>
      l1Distance(
        afterOneStep(jko({ timeStep, tolerance: 1e-12 }), inSquare),
        afterOneStep(finiteVolume({ timeStep }), inSquare),
      ),
    );
    expect(checkOrder(refinement, 2)).toBeGreaterThan(1.9);
  });

  test('extrapolated to second order, many steps differ at second order in τ', () => {
    for (const of of [flow, inSquare]) {
      const difference = (timeStep: number) => {
        const [a, b] = [jko({ timeStep, order: 2 }), finiteVolume({ timeStep, order: 2 })].map(
          (solver: Solver<typeof flow.energy>) => solve(of, solver, { until: 0.02 }).snapshots[0].density,
        );
        return l1Distance(a, b);
      };
      checkOrder(orderOfConvergence([1e-3, 5e-4, 2.5e-4], difference), 2, 0.2);
    }
  });

  test('many steps differ at first order in τ', () => {
    const difference = (timeStep: number, faceMean: FaceMeanName = 'arithmetic') => {
      const [a, b] = [jko({ timeStep, faceMean }), finiteVolume({ timeStep, faceMean })].map(
        (solver: Solver<typeof flow.energy>) => solve(flow, solver, { until: 0.02 }).snapshots[0].density,
      );
      return l1Distance(a, b);
    };
    checkOrder(orderOfConvergence([4e-3, 2e-3, 1e-3, 5e-4], difference), 1);
  });

  test('both approach the same flow at first order in τ', () => {
    const at = (timeStep: number) => solve(flow, jko({ timeStep }), { until: 0.02 }).snapshots[0].density;
    const limit = solve(flow, finiteVolume({ timeStep: 1e-5 }), { until: 0.02 }).snapshots[0].density;
    checkOrder(
      orderOfConvergence([4e-3, 2e-3, 1e-3], (timeStep) => l1Distance(at(timeStep), limit)),
      1,
    );
  });
});
