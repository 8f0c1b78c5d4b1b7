import fc from 'fast-check';
import { Matrix, solve as solveDense } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { minimalResidual } from '../../../solvers/linear/minimalResidual.ts';
import { uniforms } from './support/operators.ts';

function randomSystem(n: number, seed: number, symmetric: number): { matrix: Matrix; b: Float64Array } {
  const random = uniforms(seed);
  const matrix = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) matrix.set(i, j, (i === j ? symmetric : 0) + random() - 0.5);
  return { matrix, b: Float64Array.from({ length: n }, () => random() - 0.5) };
}

function product(matrix: Matrix): (out: Float64Array, x: Float64Array) => void {
  return (out, x) => out.set(matrix.mmul(Matrix.columnVector([...x])).to1DArray());
}

/** Preconditioning by the diagonal. */
function byDiagonal(matrix: Matrix): (out: Float64Array, x: Float64Array) => void {
  return (out, x) => {
    for (let i = 0; i < x.length; i++) out[i] = x[i] / matrix.get(i, i);
  };
}

function norm(r: readonly number[] | Float64Array, w: Float64Array): number {
  return Math.sqrt([...r].reduce((s, v, i) => s + w[i] * v * v, 0));
}

describe('minimal residuals', () => {
  test('solve what a dense solver does, within n iterations, or with restarts', () => {
    const shape = fc.record({ n: fc.integer({ min: 1, max: 60 }), seed: fc.integer() });
    fc.assert(
      fc.property(shape, ({ n, seed }) => {
        const { matrix, b } = randomSystem(n, seed, 8);
        const expected = solveDense(matrix, Matrix.columnVector([...b])).to1DArray();
        const x = new Float64Array(n);
        const system = {
          apply: product(matrix),
          precondition: byDiagonal(matrix),
          weight: new Float64Array(n).fill(1),
        };
        const { residual, iterations } = minimalResidual(n).solve(x, b.slice(), system, 1e-12, 300);
        expect(residual).toBeLessThanOrEqual(1e-12);
        if (n <= 24) expect(iterations).toBeLessThanOrEqual(n);
        for (let i = 0; i < n; i++) expect(Math.abs(x[i] - expected[i])).toBeLessThan(1e-10);
      }),
    );
  });

  test('the residual is the least of the Krylov space in the weighted norm, as least squares find it', () => {
    const given = fc.record({
      n: fc.integer({ min: 3, max: 12 }),
      seed: fc.integer(),
      k: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(given, ({ n, seed, k }) => {
        const { matrix, b } = randomSystem(n, seed, 3);
        const random = uniforms(seed + 1);
        const weight = Float64Array.from({ length: n }, () => 0.1 + random());
        const x = new Float64Array(n);
        const system = { apply: product(matrix), precondition: byDiagonal(matrix), weight };
        const { residual, iterations } = minimalResidual(n).solve(x, b.slice(), system, 1e-15, k);
        expect(iterations).toBe(k);
        // A M⁻¹ b, (A M⁻¹)² b, … as columns, rows scaled by √w.
        const columns: Float64Array[] = [];
        const z = new Float64Array(n);
        for (let j = 0; j < k; j++) {
          system.precondition(z, j === 0 ? b : columns[j - 1]);
          const next = new Float64Array(n);
          system.apply(next, z);
          columns.push(next);
        }
        const rooted = (v: Float64Array): number[] => [...v].map((a, i) => a * Math.sqrt(weight[i]));
        const K = new Matrix(columns.map(rooted)).transpose();
        const right = Matrix.columnVector(rooted(b));
        const best = Matrix.sub(right, K.mmul(solveDense(K, right, true)));
        const least = best.norm() / norm(b, weight);
        expect(Math.abs(residual - least)).toBeLessThan(1e-9);
        const r = new Float64Array(n);
        system.apply(r, x);
        for (let i = 0; i < n; i++) r[i] = b[i] - r[i];
        expect(Math.abs(norm(r, weight) / norm(b, weight) - residual)).toBeLessThan(1e-9);
      }),
    );
  });

  test('nothing to solve takes no iterations; what is no number is said', () => {
    const system = {
      apply: (out: Float64Array, x: Float64Array) => out.set(x),
      precondition: (out: Float64Array, x: Float64Array) => out.set(x),
      weight: new Float64Array(3).fill(1),
    };
    const x = new Float64Array(3).fill(7);
    const solver = minimalResidual(3);
    expect(solver.solve(x, new Float64Array(3), system, 1e-3, 9)).toEqual({ iterations: 0, residual: 0 });
    expect(x).toEqual(new Float64Array(3));
    expect(solver.solve(x, Float64Array.of(NaN, 1, 2), system, 1e-3, 9).residual).toBeNaN();
    expect(solver.solve(x, Float64Array.of(4, 1, 2), system, 1e-3, 9).iterations).toBe(1);
    expect(x[0]).toBeCloseTo(4, 14);
  });
});
