import fc from 'fast-check';
import { grid } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { adapted, firstDualSteps, stepSizes } from '../../../../solvers/jko/primalDual/stepSizes.ts';
import { facesOf } from '../box/support/naiveBox.ts';
import { cases, dualSteps, numbers, problemOn } from './support/randomSaddles.ts';

describe('the primal–dual map', () => {
  test('has a metric that is positive definite: the coupling is at most one in it', () => {
    fc.assert(
      fc.property(cases, ({ box, S, seed }) => {
        const next = numbers(seed);
        const problem = problemOn(box, S, next);
        const dual = dualSteps(next);
        const { primal } = stepSizes(dual, problem);
        const n = box.size;
        const p = Float64Array.from({ length: n * S }, next);
        // ‖K p‖² in the dual steps against ‖p‖² in the primal ones.
        let coupled = 0;
        for (const { lower, upper } of facesOf(box))
          for (let j = 0; j < S; j++) {
            const at = (i: number) => p[j * n + i] + (j > 0 ? p[(j - 1) * n + i] : 0);
            coupled += dual.mobility * (0.25 * (at(lower) + at(upper))) ** 2;
          }
        let length = 0;
        p.forEach((v, k) => {
          const j = Math.floor(k / n);
          coupled += (j === S - 1 ? S * dual.energy : dual.sign) * v * v;
          length += (v * v) / primal.density[j];
        });
        expect(coupled).toBeLessThanOrEqual(length * (1 + 1e-12));
      }),
      { numRuns: 40 },
    );
  });

  test('steps are adapted to the shortest movement, halfway and by no more than threefold', () => {
    const dual = { mobility: 1, momentum: 1, energy: 1, sign: 1 };
    const moved = {
      inner: 2,
      end: 4,
      momentum: 1,
      mobilityDual: 4,
      momentumDual: 16,
      signDual: 0,
      energyDual: 1e12,
    };
    // σ² = |Δdual|²/|Δprimal|²: 4/(1 (2 + 2)), 16/1, 1e12/4 and 0/2.
    const next = adapted(dual, moved, 1);
    expect(next.mobility).toBeCloseTo(1, 14);
    expect(next.momentum).toBeCloseTo(2, 14);
    expect(next.energy).toBe(3);
    expect(next.sign).toBeCloseTo(1 / 3, 14);
    const still = {
      inner: 0,
      end: 0,
      momentum: 0,
      mobilityDual: 0,
      momentumDual: 0,
      signDual: 0,
      energyDual: 0,
    };
    expect(adapted(dual, still, 2)).toEqual(dual);
  });

  test('begins with positive steps, whatever the energy', () => {
    const next = numbers(7);
    const steps = firstDualSteps(problemOn(grid([[0, 1]], [5]), 2, next));
    for (const step of Object.values(steps)) expect(step).toBeGreaterThan(0);
  });
});
