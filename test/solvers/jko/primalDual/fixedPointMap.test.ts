import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { continuityProjection } from '../../../../solvers/jko/primalDual/continuity.ts';
import { fixedPointMap } from '../../../../solvers/jko/primalDual/fixedPointMap.ts';
import { kineticMultiplier } from '../../../../solvers/jko/primalDual/kineticDual.ts';
import { stepSizes } from '../../../../solvers/jko/primalDual/stepSizes.ts';
import { emptyVariables } from '../../../../solvers/jko/primalDual/variables.ts';
import { facesOf } from '../box/support/naiveBox.ts';
import { cases, dualSteps, numbers, onFaces, problemOn } from './support/randomSaddles.ts';

describe('the primal–dual map', () => {
  test('is that of the saddle point, written out face by face and cell by cell', () => {
    fc.assert(
      fc.property(cases, ({ box, S, seed }) => {
        const next = numbers(seed);
        const problem = problemOn(box, S, next);
        const { previous, timeStep, energy } = problem;
        const n = box.size;
        const now = emptyVariables(box, S);
        for (const field of [now.density, now.densityDual]) for (let k = 0; k < n * S; k++) field[k] = next();
        for (const part of [now.momentum, now.mobilityDual, now.momentumDual])
          onFaces(box, S, next).forEach((f, axis) => {
            part[axis].set(f);
          });
        const dual = dualSteps(next);
        const sizes = stepSizes(dual, problem);
        const found = emptyVariables(box, S);
        const map = fixedPointMap(problem);
        map.apply(found, now, sizes);

        const faces = facesOf(box);
        const last = (S - 1) * n;
        const pull = now.densityDual.map((r, k) => (k >= last ? S * r : r));
        const slope = new Float64Array(n);
        energy.nonlocal?.firstVariation(slope, now.density.slice(last));
        for (let i = 0; i < n; i++) pull[last + i] += S * slope[i];
        // θ_f^j is the mean of four densities: each of them is pulled with a quarter.
        for (const { axis, lower, upper } of faces)
          for (let j = 0; j < S; j++)
            for (const i of [lower, upper]) {
              pull[j * n + i] += 0.25 * now.mobilityDual[axis][j * n + lower];
              if (j > 0) pull[(j - 1) * n + i] += 0.25 * now.mobilityDual[axis][j * n + lower];
            }
        const p = now.density.map((v, k) => v - sizes.primal.density[Math.floor(k / n)] * pull[k]);
        const m = now.momentum.map((f, axis) =>
          f.map((v, k) => v - sizes.primal.momentum * now.momentumDual[axis][k]),
        );
        continuityProjection(box, S)(new Float64Array(n * S), p, m, previous, sizes.primal);
        const ahead = p.map((v, k) => 2 * v - now.density[k]);
        const close = (a: number, b: number) =>
          expect(Math.abs(a - b)).toBeLessThan(1e-9 * (1 + Math.abs(b)));
        p.forEach((v, k) => {
          close(found.density[k], v);
        });
        for (const { axis, lower, upper } of faces)
          for (let j = 0; j < S; j++) {
            const k = j * n + lower;
            const start = (i: number) => (j === 0 ? previous[i] : ahead[(j - 1) * n + i]);
            const theta = (ahead[k] + ahead[j * n + upper] + start(lower) + start(upper)) / 4;
            const a = now.mobilityDual[axis][k] + dual.mobility * theta;
            const b = now.momentumDual[axis][k] + dual.momentum * (2 * m[axis][k] - now.momentum[axis][k]);
            const lambda = kineticMultiplier(a, b, timeStep, dual.mobility, dual.momentum);
            close(found.momentum[axis][k], m[axis][k]);
            close(found.mobilityDual[axis][k], a - dual.mobility * lambda);
            close(found.momentumDual[axis][k], b / (1 + dual.momentum * timeStep * lambda));
          }
        for (let k = 0; k < last; k++)
          close(found.densityDual[k], Math.min(0, now.densityDual[k] + dual.sign * ahead[k]));
        // Moreau: r = σ (x − prox(x)) is δU at the proximal point.
        const local = new Float64Array(n);
        energy.local.firstVariation(local, map.proximal);
        for (let i = 0; i < n; i++) close(found.densityDual[last + i], local[i]);
      }),
      { numRuns: 40 },
    );
  });
});
