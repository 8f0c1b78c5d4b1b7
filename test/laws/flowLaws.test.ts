import { describe, expect, test } from 'vitest';
import { finiteVolume } from '../../solvers/finite-volume/index.ts';
import { jko } from '../../solvers/jko/index.ts';
import { indicator } from '../../src/density/index.ts';
import { type LocalEnergy, potential, power } from '../../src/energy/index.ts';
import { UnknownNameError } from '../../src/errors/index.ts';
import { gradientFlow, type Solver } from '../../src/flow/index.ts';
import type { SolverAt } from '../../src/refine/index.ts';
import { checkFlow } from '../../src/testing/index.ts';
import { caught } from './support/caught.ts';
import { flowFaults } from './support/flowFaults.ts';
import { box, heat } from './support/heat.ts';

const both: Readonly<Record<string, SolverAt<LocalEnergy>>> = {
  jko: (timeStep) => jko({ timeStep }),
  implicit: (timeStep) => finiteVolume({ timeStep }),
  explicit: (): Solver<LocalEnergy> => finiteVolume({ method: 'explicit' }),
};

describe('all laws at once', () => {
  test('hold of the heat equation, and say at which orders solvers converge', () => {
    const { energy, solvers, orders } = checkFlow(heat, both, { timeStep: 2e-3 });
    expect(energy).toContain('Moreau');
    expect(solvers.jko).toContain('lower bound');
    expect(Object.keys(solvers)).toEqual(['jko', 'implicit', 'explicit']);
    // Explicit steps are as long as stability has them: nothing is refined.
    expect(orders.map(({ law, of }) => `${law}: ${of.join(', ')}`)).toEqual([
      'order in time: jko',
      'order in time: implicit',
      'agreement: jko, implicit',
    ]);
    for (const { order } of orders) expect(Math.abs(order - 1)).toBeLessThan(0.15);
  });

  test('hold of a porous medium in a well, from an indicator', () => {
    const energy = power(2).plus(potential((x) => x * x, { convexity: 2 }));
    const flow = gradientFlow({ energy, initial: indicator(box, [[-0.1, 0.2]]) });
    expect(checkFlow(flow, both, { timeStep: 1e-3 }).orders).toHaveLength(3);
  });

  test.each(flowFaults)('%s: %s', (law, _, solvers) => {
    expect(caught(() => checkFlow(heat, solvers, { timeStep: 2e-3 })).law).toBe(law);
  });

  test('options are checked', () => {
    expect(() => checkFlow(heat, {}, { timeStep: 1e-3 })).toThrow('allowed: one solver or more by name');
    expect(() => checkFlow(heat, both, { timeStep: 0 })).toThrow('timeStep is 0');
    // @ts-expect-error it is called until
    expect(() => checkFlow(heat, both, { timeStep: 1, untill: 2 })).toThrow(UnknownNameError);
  });
});
