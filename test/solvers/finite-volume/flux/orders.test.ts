import { describe, expect, test } from 'vitest';
import { finiteVolume } from '../../../../solvers/finite-volume/index.ts';
import {
  entropy,
  gradientFlow,
  grid,
  l1Distance,
  orderOfConvergence,
  potential,
  power,
  solve,
  sum,
} from '../../../../src/index.ts';
import { barenblatt, ornsteinUhlenbeck } from '../exact.ts';

const orders = [
  ['central', 2],
  ['scharfetterGummel', 2],
  ['squareRoot', 2],
  ['upwind', 1],
] as const;

describe('orders in space', () => {
  test.each(orders)(
    '%s in an Ornstein–Uhlenbeck process, cell Péclet numbers up to 3: %i',
    (flux, nominal) => {
      const energy = sum(
        entropy(),
        potential((x) => 2 * x * x),
      );
      const until = 0.1;
      const { order } = orderOfConvergence([0.2, 0.1, 0.05], (h) => {
        const box = grid([[-4, 4]], [Math.round(8 / h)]);
        const exact = (t: number) => ornsteinUhlenbeck(box, 4, 0.8, 0.3, t);
        // Errors in time are of second order, and below those of space.
        const solver = finiteVolume({ timeStep: until / 100, order: 2, flux });
        const flow = gradientFlow({ energy, initial: exact(0) });
        return l1Distance(solve(flow, solver, { until }).snapshots[0].density, exact(until));
      });
      expect(order).toBeGreaterThan(nominal - 0.15);
      expect(order).toBeLessThan(nominal + 0.3);
    },
  );

  // Upwind is still below order one on these grids: half a cell of p U″ of numerical diffusion where p″ jumps.
  test.each(orders.slice(0, 3))('%s on a porous medium whose support grows', (flux) => {
    const { order } = orderOfConvergence([0.24, 0.12, 0.06], (h) => {
      const box = grid([[-3, 3]], [Math.round(6 / h)]);
      const flow = gradientFlow({ energy: power(2), initial: barenblatt(box, 0.2) });
      const solver = finiteVolume({ timeStep: 0.1 * h * h, flux });
      return l1Distance(solve(flow, solver, { until: 0.8 }).snapshots[0].density, barenblatt(box, 1));
    });
    expect(order).toBeGreaterThan(1.4);
  });
});
