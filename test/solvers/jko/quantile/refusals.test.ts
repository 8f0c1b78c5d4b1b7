import {
  density,
  entropy,
  type GradientFlow,
  gradientFlow,
  grid,
  interaction,
  internal,
  type LocalEnergy,
  potential,
  sum,
  uniform,
} from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { quantileSolver } from '../../../../solvers/jko/quantile/quantileSolver.ts';
import type { JkoSettings } from '../../../../solvers/jko/settings.ts';
import { rods } from '../../../energy/samples.ts';
import { paperBox } from '../support/paper.ts';
import type { Flow } from './support/runs.ts';

describe('what it cannot do is refused', () => {
  const settings: JkoSettings = { timeStep: 1e-3 };
  const line = paperBox(20);

  test('flows that are not on a line between walls, or not local', () => {
    const start = (flow: GradientFlow) => () => quantileSolver(settings).init(flow as Flow);
    const square = grid(
      [
        [0, 1],
        [0, 1],
      ],
      [4, 4],
    );
    expect(start(gradientFlow({ energy: entropy(), initial: uniform(square) }))).toThrow(/one dimension/);
    const circle = grid([[0, 1]], [8], { periodic: [true] });
    expect(start(gradientFlow({ energy: entropy(), initial: uniform(circle) }))).toThrow(/walls/);
    const attraction = sum(
      entropy(),
      interaction((x) => x * x),
    );
    expect(start(gradientFlow({ energy: attraction, initial: uniform(line) }))).toThrow(/local energy/);
  });

  test('box constraints, densities of infinite energy, potentials that are infinite or rough', () => {
    const start =
      (energy: LocalEnergy, initial = uniform(line)) =>
      () =>
        quantileSolver(settings).init(gradientFlow({ energy, initial }));
    const boxed = internal({ U: (p) => p * p, dU: (p) => 2 * p, d2U: () => 2, domain: [0, 2] });
    expect(start(boxed)).toThrow(/primalDual/);
    const packed = rods(0.1);
    expect(start(packed)).not.toThrow();
    expect(start(packed, density(line, new Float64Array(20).fill(0.5).fill(10, 19)))).toThrow(
      /reaches the bound 10/,
    );
    const singular = potential((x) => -Math.log(0.5 - x));
    expect(start(sum(entropy(), singular))).toThrow(/finite in the whole box/);
    const rough = potential((x) => Math.sin(1e7 * x * x));
    expect(start(sum(entropy(), rough))).toThrow(/smooth but for a few corners/);
  });

  test('settings out of range or unknown', () => {
    expect(() => quantileSolver({ timeStep: 0 })).toThrow(/timeStep is 0/);
    expect(() => quantileSolver({ timeStep: 1, parcels: 7 })).toThrow(/parcels is 7/);
    expect(() => quantileSolver({ timeStep: 1, innerIntervals: 2 })).toThrow(/innerIntervals/);
    expect(quantileSolver({ timeStep: 1 }).settings).toEqual({
      timeStep: 1,
      parcels: null,
      tolerance: 1e-9,
      maxIterations: 200,
    });
  });
});
