import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monotone } from '../../../../solvers/jko/quantile/monotone.ts';

describe('monotone sequences', () => {
  test('are nearest, by the minimax formula', () => {
    const values = fc.double({ min: -1, max: 2, noNaN: true });
    const cases = fc.integer({ min: 1, max: 9 }).chain((n) =>
      fc.record({
        y: fc.array(values, { minLength: n, maxLength: n }),
        weight: fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: n, maxLength: n }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ y, weight }) => {
        const n = y.length;
        const mean = (a: number, b: number): number => {
          let s = 0;
          let w = 0;
          for (let k = a; k <= b; k++) {
            s += weight[k] * y[k];
            w += weight[k];
          }
          return s / w;
        };
        const z = Float64Array.from([0, ...y, 1]);
        const scratch = (): Float64Array => new Float64Array(n + 2);
        monotone(z, Float64Array.from([1, ...weight, 1]), {
          level: scratch(),
          weight: scratch(),
          counts: new Int32Array(n + 2),
        });
        for (let k = 0; k < n; k++) {
          let best = -Infinity;
          for (let a = 0; a <= k; a++) {
            let least = Infinity;
            for (let b = k; b < n; b++) least = Math.min(least, mean(a, b));
            best = Math.max(best, least);
          }
          expect(z[k + 1]).toBeCloseTo(Math.max(0, Math.min(1, best)), 12);
        }
        expect([z[0], z[n + 1]]).toEqual([0, 1]);
      }),
    );
  });
});
