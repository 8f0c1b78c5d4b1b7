import { describe, expect, test } from 'vitest';
import { barenblattFlow, gaussianFlow } from '../../../../problems/index.ts';
import {
  Density,
  entropy,
  type Grid,
  gradientFlow,
  grid,
  l1Distance,
  orderOfConvergence,
} from '../../../../src/index.ts';
import { checkOrder } from '../../../../src/testing/index.ts';
import { end } from './support/runs.ts';

const square = (half: number, cells: number) =>
  grid(
    [
      [-half, half],
      [-half, half],
    ],
    [cells, cells],
  );

/** Exact cell averages of 1 + ½ e^{−4π²(a² + b²) t} cos 2πax cos 2πby + ¼ e^{−4π² t} sin 2πx on the periodic unit square. */
function waves(box: Grid, t: number): Density {
  const [a, b] = [1, 2];
  const w = 2 * Math.PI;
  const average = (k: number, axis: number): number => {
    const z = 0.5 * k * w * box.axes[axis].spacing;
    return Math.sin(z) / z;
  };
  const values = Float64Array.from({ length: box.size }, (_, i) => {
    const [x, y] = box.centre(i);
    const both = average(a, 0) * average(b, 1) * Math.cos(a * w * x) * Math.cos(b * w * y);
    return (
      1 +
      0.5 * Math.exp(-w * w * (a * a + b * b) * t) * both +
      0.25 * Math.exp(-w * w * t) * average(1, 0) * Math.sin(w * x)
    );
  });
  return new Density(box, values);
}

const torus = (cells: readonly number[]) =>
  grid(
    [
      [0, 1],
      [0, 1],
    ],
    cells,
    { periodic: [true, true] },
  );

describe('order two in space', () => {
  test.each(['adaptive', 'minmod'] as const)(
    'the process of Ornstein and Uhlenbeck, %s slopes',
    (limiter) => {
      const until = 0.02;
      const error = (h: number): number => {
        const exact = gaussianFlow({
          grid: square(1.5, Math.round(3 / h)),
          mean: [0.1, -0.1],
          deviation: [0.25, 0.3],
          confinement: 8,
          well: [-0.05, 0.05],
        });
        return l1Distance(end(exact.flow, until, { limiter }), exact.pde(until));
      };
      expect(orderOfConvergence([0.1, 0.05, 0.025], error).order).toBeGreaterThan(1.85);
    },
  );

  test('heat on a periodic box', () => {
    const until = 4e-3;
    const error = (h: number): number => {
      const n = Math.round(1 / h);
      const box = torus([n, 2 * n]);
      return l1Distance(
        end(gradientFlow({ energy: entropy(), initial: waves(box, 0) }), until),
        waves(box, until),
      );
    };
    expect(orderOfConvergence([1 / 12, 1 / 24, 1 / 48], error).order).toBeGreaterThan(1.85);
  });
});

test.each([1, 2, 3] as const)('order in time: SSP Runge–Kutta %i', (order) => {
  const confined = gaussianFlow({
    grid: square(1, 6),
    mean: [1.4, 1.3],
    deviation: [0.9, 1.1],
    confinement: 0,
  });
  // Density rising along both axes, velocities of one sign: the scheme in space is smooth.
  const { flow } = confined;
  const until = 0.04;
  const reference = end(flow, until, { timeStep: until / 2048 });
  checkOrder(
    orderOfConvergence(
      [8, 16, 32].map((k) => until / k),
      (timeStep) => l1Distance(end(flow, until, { timeStep, order }), reference),
    ),
    order,
    0.15,
  );
});

test('Barenblatt from vacuum: nonnegative, and closer on finer grids', () => {
  const until = 1e-3;
  const error = (h: number): number => {
    const exact = barenblattFlow({
      grid: square(0.5, Math.round(1 / h)),
      exponent: 2,
      centre: [0.02, -0.01],
      radius: 0.2,
    });
    const reached = end(exact.flow, until);
    expect(reached.values.every((p) => p >= 0)).toBe(true);
    expect(Math.abs(reached.mass - 1)).toBeLessThan(1e-13);
    return l1Distance(reached, exact.pde(until));
  };
  const { order, errors } = orderOfConvergence([1 / 16, 1 / 32, 1 / 64], error);
  expect(order).toBeGreaterThan(1.5);
  expect(errors[2]).toBeLessThan(1e-3);
});
