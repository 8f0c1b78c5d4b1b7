import { describe, expect, test } from 'vitest';
import {
  type Density,
  entropy,
  excludedVolume,
  gradientFlow,
  grid,
  indicator,
  type LocalEnergy,
  potential,
  power,
  sum,
} from '../../../../src/index.ts';
import { rods } from '../../../energy/samples.ts';
import { unitBox } from '../../../support/boxes.ts';
import { capped, pushed, ripple } from './support/energies.ts';
import { steps } from './support/runs.ts';

/** Any step, however long, is one step, in a few iterations. */
function expectOneStep(energy: LocalEnergy, initial: Density, timeStep: number, most: number): void {
  const [lower, upper] = energy.capabilities.domain;
  const [step] = steps(gradientFlow({ energy, initial }), timeStep);
  expect(step.status).toBe('converged');
  expect(step.diagnostics.substeps).toBe(1);
  expect(step.iterations).toBeLessThanOrEqual(most);
  expect(Math.abs(step.density.mass - 1)).toBeLessThan(1e-13);
  expect(step.energy).toBeLessThan(energy.on(initial.grid).value(initial.values));
  expect(step.density.values.every((p) => p >= lower && p <= upper)).toBe(true);
}

describe('from the indicator of [0.2, 0.4], exact vacuum around it, cold', () => {
  // Without multipliers Newton's method is to be quick; with them, to do with its first attempt of 30.
  const hard: readonly [string, LocalEnergy, number][] = [
    ['entropy', entropy(), 20],
    [
      'entropy + excluded volume + V',
      sum(
        entropy(),
        excludedVolume(0.297),
        potential((x) => 5 * x * x),
      ),
      8,
    ],
    ['rods, bounded above', rods(0.1485), 20],
    ['power(0.5)', power(0.5), 20],
    ['power(1.5)', power(1.5), 30],
    ['power(2)', power(2), 30],
    ['power(3)', power(3), 30],
    [
      'power(2) + V',
      sum(
        power(2),
        potential((x) => 5 * x * x),
      ),
      20,
    ],
    ['p ≤ 5.5', pushed, 30],
  ];

  test.each(hard)('%s: any step length, any grid, one step, in few iterations', (_name, energy, most) => {
    for (const n of [50, 200, 3200]) {
      const initial = indicator(grid([[-0.5, 0.5]], [n]), [[0.2, 0.4]]);
      for (const timeStep of [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1])
        expectOneStep(energy, initial, timeStep, most);
    }
  });

  test.each([
    ['power(2)', power(2)],
    ['power(3)', power(3)],
    ['entropy', entropy()],
  ] as const)('%s over ripples: sub-steps where a step is too long, but every law holds', (_name, base) => {
    const initial = indicator(grid([[-0.5, 0.5]], [50]), [[0.2, 0.4]]);
    for (const timeStep of [1e-3, 1e-2, 0.1, 1]) {
      const made = steps(gradientFlow({ energy: sum(base, ripple), initial }), timeStep, 5);
      let before = sum(base, ripple).on(initial.grid).value(initial.values);
      for (const step of made) {
        expect(step.status).toBe('converged');
        expect(step.energy).toBeLessThanOrEqual(before + 1e-13 * (1 + Math.abs(before)));
        expect(Math.abs(step.density.mass - 1)).toBeLessThan(1e-13);
        expect(step.density.values.every((p) => p >= 0)).toBe(true);
        before = step.energy;
      }
    }
  });
});

describe('cold from an indicator, exact vacuum around it', () => {
  const cases: readonly [string, LocalEnergy][] = [
    ['entropy', entropy()],
    [
      'entropy + excluded volume + V',
      sum(
        entropy(),
        excludedVolume(0.297),
        potential((x, y) => 5 * (x * x + y)),
      ),
    ],
    ['power(1.5)', power(1.5)],
    ['power(2)', power(2)],
    ['power(3)', power(3)],
    [
      'power(2) + V',
      sum(
        power(2),
        potential((x, y) => 5 * x * x - y),
      ),
    ],
    [
      'p ≤ 5.5 + V',
      sum(
        capped,
        potential((x) => -20 * x),
      ),
    ],
  ];

  test.each(cases)('%s: any step length in one step', (_name, energy) => {
    for (const n of [12, 33]) {
      const initial = indicator(unitBox([n, n]), [
        [0.2, 0.7],
        [0.3, 0.8],
      ]);
      for (const timeStep of [1e-6, 1e-4, 1e-2, 1]) expectOneStep(energy, initial, timeStep, 30);
    }
  });
});
