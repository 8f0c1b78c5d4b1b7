import { ConvergenceError, entropy, gradientFlow, grid, indicator, solve } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { jkoAdvice } from '../../../solvers/jko/advice.ts';
import { jko } from '../../../solvers/jko/index.ts';

const flow = gradientFlow({ energy: entropy(), initial: indicator(grid([[0, 1]], [20]), [[0.2, 0.4]]) });

describe('a step that misses its tolerance, with throwOnFailure', () => {
  test.each(['newton', 'primalDual', 'quantile'] as const)(
    'says how far %s came and what to try',
    (method) => {
      const solver = jko({ method, timeStep: 0.01, maxIterations: 3, tolerance: 1e-12 });
      const run = () => solve(flow, solver, { until: 0.1, throwOnFailure: true });
      expect(run).toThrow(ConvergenceError);
      expect(run).toThrow(
        new RegExp(
          `step 1 of jko/${method} to t = 0.01 ended with status "iteration-limit" after 3 iterations, ` +
            `with a relative gap of [^ ]+ where 1e-12 was asked for; try a larger maxIterations, a smaller timeStep`,
        ),
      );
    },
  );

  test('advises by status: more iterations help one that ran out of them, and no other', () => {
    const solver = jko({ timeStep: 0.01 });
    const step = solver.step(solver.init(flow), flow, Infinity);
    const advice = jkoAdvice('newton');
    expect(advice({ ...step, status: 'iteration-limit' })).toMatch(/maxIterations/);
    expect(advice({ ...step, status: 'stalled' })).not.toMatch(/maxIterations/);
    expect(advice({ ...step, status: 'stalled' })).toMatch(/larger tolerance/);
    expect(advice({ ...step, status: 'failed' })).toBe('a smaller timeStep');
    expect(jkoAdvice('primalDual')({ ...step, status: 'stalled' })).toMatch(/newton/);
  });
});
