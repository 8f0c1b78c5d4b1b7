import { describe, expect, test } from 'vitest';
import { finiteVolume } from '../../../../solvers/finite-volume/index.ts';
import {
  CapabilityError,
  entropy,
  functional,
  gradientFlow,
  grid,
  interaction,
  potential,
  solve,
  sum,
  uniform,
} from '../../../../src/index.ts';
import { steps } from './support/runs.ts';

describe('what it cannot do is refused', () => {
  const line = uniform(grid([[0, 1]], [8]));

  test('energies that have black boxes, or no internal part', () => {
    const tilt = gradientFlow({ energy: potential((x) => x), initial: line });
    expect(() => solve(tilt, finiteVolume(), { until: 1 })).toThrow(CapabilityError);
    const attracting = gradientFlow({ energy: interaction((x) => x * x), initial: line });
    expect(() => solve(attracting, finiteVolume(), { until: 1 })).toThrow(/strictly convex.*entropy/);
    const black = sum(entropy(), functional({ firstVariation: () => 0 }));
    expect(() => solve(gradientFlow({ energy: black, initial: line }), finiteVolume(), { until: 1 })).toThrow(
      CapabilityError,
    );
  });

  test('misspelt settings and steps of no length', () => {
    expect(() => finiteVolume({ timestep: 1 } as never)).toThrow(/timeStep/);
    expect(() => finiteVolume({ method: 'implict' } as never)).toThrow(/implicit/);
    expect(() => finiteVolume({ timeStep: 0 })).toThrow(/timeStep is 0/);
    expect(() => finiteVolume({ faceMean: 'upwind' as never })).toThrow(/arithmetic/);
    expect(() => finiteVolume({ flux: 'scharfetter-gummel' as never })).toThrow(/scharfetterGummel/);
    expect(() => finiteVolume({ flux: 'upwind', faceMean: 'arithmetic' })).toThrow(
      /"upwind".*only "central"/,
    );
  });

  test('settings are reported in full', () => {
    const { name, method, settings } = finiteVolume();
    expect({ name, method, settings }).toEqual({
      name: 'finite-volume',
      method: 'implicit',
      settings: { timeStep: 1e-3, flux: 'central', faceMean: 'arithmetic', order: 1, adaptive: false },
    });
    for (const order of [1, 2] as const)
      expect(finiteVolume({ flux: 'upwind', order }).settings).toMatchObject({
        timeStep: 1e-3,
        flux: 'upwind',
      });
  });

  test('time steps are kept and the end is hit exactly', () => {
    const made = steps(gradientFlow({ energy: entropy(), initial: line }), 0.03);
    expect(made).toHaveLength(1);
    const flow = gradientFlow({ energy: entropy(), initial: line });
    const trajectory = solve(flow, finiteVolume({ timeStep: 0.03 }), { until: 0.1, saveAt: [0.05] });
    expect(trajectory.times).toEqual([0, 0.03, 0.05, 0.08, 0.1]);
  });
});
