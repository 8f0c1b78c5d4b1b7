import {
  density,
  entropy,
  excludedVolume,
  type GradientFlow,
  gradientFlow,
  grid,
  indicator,
  type LocalEnergy,
  potential,
  power,
} from 'ottoflow';
import { checkSolver } from 'ottoflow/testing';
import { describe, expect, test } from 'vitest';
import { type JkoSettings, jko } from '../../../solvers/jko/index.ts';

const box = grid([[-0.5, 0.5]], [30]);
const paper = entropy().plus(excludedVolume(0.297));
const smooth = density(box, (x) => 1 + 0.6 * Math.sin(7 * x), { mass: 1 });

const flows: readonly GradientFlow<LocalEnergy>[] = [
  gradientFlow({ name: 'the paper', energy: paper, initial: indicator(box, [[0.2, 0.4]]) }),
  gradientFlow({
    name: 'a potential',
    energy: paper.plus(potential((x) => Math.cos(4 * x))),
    initial: smooth,
  }),
  gradientFlow({ name: 'porous medium', energy: power(2).plus(potential((x) => x * x)), initial: smooth }),
];

const always = [
  'steps',
  'mass',
  'domain',
  'ownership',
  'energy value',
  'energy decrease',
  'energy dissipation',
  'certificates',
  'reproducibility',
  'steady state',
  'mirror symmetry',
  'constant potential',
];

function check(settings: JkoSettings, tolerance: number): void {
  for (const flow of flows) {
    const checked = checkSolver(jko(settings), flow, { until: 5 * settings.timeStep, tolerance });
    expect(checked).toEqual(expect.arrayContaining(always));
  }
}

describe('the laws of ottoflow/testing hold for', () => {
  for (const innerIntervals of [1, 2, 4])
    test(`newton, S = ${innerIntervals}`, () => {
      for (const timeStep of [1e-3, 2e-2]) check({ timeStep, innerIntervals, tolerance: 1e-13 }, 1e-6);
    });

  for (const faceMean of ['logarithmic', 'geometric', 'harmonic'] as const)
    test(`newton with the ${faceMean} mean`, () => {
      check({ timeStep: 2e-3, faceMean, tolerance: 1e-13 }, 1e-6);
    });

  for (const innerIntervals of [1, 2])
    test(`primalDual, S = ${innerIntervals}`, () => {
      check({ method: 'primalDual', timeStep: 2e-3, innerIntervals, tolerance: 1e-4 }, 2e-3);
    });
});
