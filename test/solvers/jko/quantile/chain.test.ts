import fc from 'fast-check';
import { Matrix, solve } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { solveChain } from '../../../../solvers/jko/quantile/chain.ts';

describe('the chain of springs', () => {
  const stiffness = fc.double({ min: -3, max: 3, noNaN: true }).map((e) => 10 ** e);
  const chains = fc.integer({ min: 2, max: 12 }).chain((n) =>
    fc.record({
      ground: fc.array(stiffness, { minLength: n + 1, maxLength: n + 1 }),
      spring: fc.array(stiffness, { minLength: n, maxLength: n }),
      force: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n + 1, maxLength: n + 1 }),
    }),
  );

  test('is in equilibrium as a dense solver says', () => {
    fc.assert(
      fc.property(chains, ({ ground, spring, force }) => {
        const n = spring.length;
        const A = Matrix.zeros(n - 1, n - 1);
        for (let k = 1; k < n; k++) {
          A.set(k - 1, k - 1, ground[k] + spring[k - 1] + spring[k]);
          if (k > 1) A.set(k - 1, k - 2, -spring[k - 1]);
          if (k < n - 1) A.set(k - 1, k, -spring[k]);
        }
        const expected = [0, ...solve(A, Matrix.columnVector(force.slice(1, n))).to1DArray(), 0];
        const x = new Float64Array(n + 1);
        const elongation = new Float64Array(n);
        const f = Float64Array.from(force);
        const c = Float64Array.from(spring);
        const g = Float64Array.from(ground);
        expect(solveChain(x, elongation, f, g, c, new Float64Array(n + 1))).toBe(true);
        const scale = Math.max(...expected.map(Math.abs)) + 1e-300;
        for (let k = 0; k <= n; k++) expect(Math.abs(x[k] - expected[k])).toBeLessThan(1e-9 * scale);
        for (let k = 0; k < n; k++)
          expect(Math.abs(elongation[k] - (expected[k + 1] - expected[k]))).toBeLessThan(1e-9 * scale);
      }),
    );
  });

  test('elongates a spring 10²⁰ times as stiff as its neighbours by the force over its stiffness', () => {
    // Two springs of stiffness 1 hold a rigid rod; forces 1 and −2 at its ends: x ≈ −1/2, and the rod carries −3/2.
    const x = new Float64Array(4);
    const elongation = new Float64Array(3);
    const force = Float64Array.of(0, 1, -2, 0);
    const spring = Float64Array.of(1, 1e20, 1);
    solveChain(x, elongation, force, new Float64Array(4), spring, new Float64Array(4));
    expect(x[1]).toBeCloseTo(-0.5, 14);
    expect(elongation[1] * 1e20).toBeCloseTo(-1.5, 12);
  });

  test('says when there is no equilibrium', () => {
    const make = (...values: number[]): Float64Array => Float64Array.from(values);
    const three = (): Float64Array => new Float64Array(3);
    expect(solveChain(three(), make(0, 0), three(), make(0, -3, 0), make(1, 1), three())).toBe(false);
  });
});
