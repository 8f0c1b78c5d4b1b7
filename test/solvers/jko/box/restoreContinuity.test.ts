import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { divergence } from '../../../../solvers/jko/box/boxCertificate.ts';
import { boxIterate } from '../../../../solvers/jko/box/boxIterate.ts';
import { evaluateMobilities } from '../../../../solvers/jko/box/mobilities.ts';
import { continuityRestoration } from '../../../../solvers/jko/box/restoreContinuity.ts';
import { cases, numbers, problemOn } from '../primalDual/support/randomSaddles.ts';

describe('restoring the continuity equation', () => {
  test('gives the momentum of least kinetic energy that satisfies it, vacuum or not', () => {
    fc.assert(
      fc.property(cases, fc.boolean(), ({ box, S, seed }, vacuum) => {
        const next = numbers(seed);
        const problem = problemOn(box, S, next);
        const n = box.size;
        const it = boxIterate(box, S);
        const mass = problem.previous.reduce((a, b) => a + b, 0);
        for (let j = 0; j < S; j++) {
          const p = Float64Array.from({ length: n }, () => (vacuum && next() > 0 ? 1e-9 : 1.5 + next()));
          const sum = p.reduce((a, b) => a + b, 0);
          it.density.set(
            p.map((v) => (v * mass) / sum),
            j * n,
          );
        }
        for (let k = 0; k < n * S; k++) it.potential[k] = next();
        evaluateMobilities(it, problem);
        continuityRestoration(box).restore(it, problem, true);
        const outflow = new Float64Array(n);
        for (let j = 0; j < S; j++) {
          divergence(outflow, it.momentum, it, j);
          for (let i = 0; i < n; i++) {
            const k = j * n + i;
            const change = it.density[k] - (j === 0 ? problem.previous[i] : it.density[k - n]);
            expect(Math.abs(change + outflow[i] / S)).toBeLessThan((1e-12 * mass) / n + 1e-13);
          }
        }
        // Least energy: m/θ is a gradient, so it is orthogonal to every divergence-free field, such as around four cells.
        if (box.dimension < 2 || vacuum) return;
        const [a, b] = box.axes;
        if (a.cells < 2 || b.cells < 2) return;
        const v = (axis: number, k: number) => it.momentum[axis][k] / it.mobility[axis][k];
        const around =
          a.spacing * (v(0, 0) - v(0, box.strides[1])) + b.spacing * (v(1, box.strides[0]) - v(1, 0));
        expect(Math.abs(around)).toBeLessThan(1e-9);
      }),
      { numRuns: 40 },
    );
  });
});
