import { expect, test } from 'vitest';
import { finiteVolume } from '../../solvers/finite-volume/index.ts';
import { restEnergy } from '../../solvers/verify/runChecks.ts';
import { steady } from '../../src/cli/steady.ts';
import {
  density,
  type Energy,
  entropy,
  functional,
  type GradientFlow,
  gradientFlow,
  grid,
  interaction,
  potential,
  solve,
  sum,
} from '../../src/index.ts';

const ring = grid([[0, 1]], [40], { periodic: [true] });
const wave = (x: number): number => Math.cos(2 * Math.PI * x);
const initial = density(ring, (x) => 1 + 0.3 * wave(x));
const flowOf = (energy: Energy): GradientFlow<Energy> => gradientFlow({ energy, initial });
const attracting = flowOf(
  sum(
    entropy(),
    interaction((x) => -4 * wave(x)),
  ),
);
const repelling = flowOf(
  sum(
    entropy(),
    interaction((x) => 4 * wave(x)),
    potential(wave),
  ),
);

test('flows with interactions end in the steady state that is computed directly', () => {
  for (const flow of [attracting, repelling]) {
    const { energy } = solve(flow, finiteVolume({ timeStep: 0.01 }), { until: 2 });
    expect(steady(flow)?.energy).toBeCloseTo(energy[energy.length - 1], 10);
  }
});

test('a bound of the energy is one where the minimum is known to be one', () => {
  const run = (flow: GradientFlow<Energy>) => solve(flow, finiteVolume({ timeStep: 0.01 }), { until: 0.02 });
  expect(restEnergy(run(attracting))).toBeNull();
  expect(restEnergy(run(repelling))).toBeCloseTo(steady(repelling)?.energy ?? Number.NaN, 12);
});

test('black boxes have none', () => {
  const box = functional({ name: 'box', firstVariation: (out) => out.fill(0).length * 0 });
  expect(steady(flowOf(sum(entropy(), box)))).toBeNull();
});
