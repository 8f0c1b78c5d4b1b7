import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { continuityProjection } from '../../../../solvers/jko/primalDual/continuity.ts';
import { facesOf } from '../box/support/naiveBox.ts';
import { cases, numbers, onFaces } from './support/randomSaddles.ts';

describe('the projection on the continuity equation in boxes', () => {
  test('satisfies it, and moves along the gradient of its multiplier', () => {
    fc.assert(
      fc.property(cases, ({ box, S, seed }) => {
        const next = numbers(seed);
        const n = box.size;
        const p = Float64Array.from({ length: n * S }, next);
        const m = onFaces(box, S, next);
        const previous = Float64Array.from({ length: n }, next);
        const [before, beforeM] = [p.slice(), m.map((f) => f.slice())];
        const metric = {
          density: Float64Array.from({ length: S }, () => 1.5 + next()),
          momentum: 1.5 + next(),
        };
        const phi = new Float64Array(n * S);
        continuityProjection(box, S)(phi, p, m, previous, metric);
        const outflow = new Float64Array(n * S);
        for (const { axis, lower, upper, h } of facesOf(box)) {
          for (let j = 0; j < S; j++) {
            const flux = m[axis][j * n + lower] / h;
            outflow[j * n + lower] += flux;
            outflow[j * n + upper] -= flux;
            const moved = m[axis][j * n + lower] - beforeM[axis][j * n + lower];
            const slope = (phi[j * n + upper] - phi[j * n + lower]) / h;
            expect(Math.abs(moved - metric.momentum * slope)).toBeLessThan(1e-11);
          }
        }
        for (let k = 0; k < n * S; k++) {
          const j = Math.floor(k / n);
          const change = S * (p[k] - (j === 0 ? previous[k] : p[k - n]));
          expect(Math.abs(change + outflow[k])).toBeLessThan(1e-10);
          const pull = S * (phi[k] - (j < S - 1 ? phi[k + n] : 0));
          expect(Math.abs(p[k] - before[k] + metric.density[j] * pull)).toBeLessThan(1e-10);
        }
      }),
      { numRuns: 60 },
    );
  });
});
