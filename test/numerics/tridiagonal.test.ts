import fc from 'fast-check';
import { Matrix, solve } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import {
  cyclicScratch,
  solveCyclicTridiagonal,
  solveSymmetricTridiagonal,
  solveTridiagonal,
  solveTridiagonalBatch,
  solveTridiagonalMany,
} from '../../src/numerics/tridiagonal.ts';

const entries = (n: number) => fc.float64Array({ minLength: n, maxLength: n, min: -1, max: 1, noNaN: true });

/** Off-diagonals in [−1, 1] and a diagonal in ±[2.1, 4.1]: dominant, of either sign. */
const systems = fc
  .tuple(fc.integer({ min: 3, max: 30 }), fc.boolean())
  .chain(([n, negative]) =>
    fc.record({
      lower: entries(n),
      middle: entries(n),
      upper: entries(n),
      x: entries(n),
      negative: fc.constant(negative),
    }),
  )
  .map(({ middle, negative, ...rest }) => ({
    ...rest,
    diagonal: middle.map((d) => (negative ? -3.1 - d : 3.1 + d)),
  }));

/** The dense twin; `cyclic` uses the last entries of lower and upper as corners. */
function dense(lower: Float64Array, diagonal: Float64Array, upper: Float64Array, cyclic = false): Matrix {
  const n = diagonal.length;
  const A = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) {
    A.set(i, i, diagonal[i]);
    if (i > 0) A.set(i, i - 1, lower[i - 1]);
    if (i + 1 < n) A.set(i, i + 1, upper[i]);
  }
  if (cyclic) {
    A.set(0, n - 1, A.get(0, n - 1) + lower[n - 1]);
    A.set(n - 1, 0, A.get(n - 1, 0) + upper[n - 1]);
  }
  return A;
}

function expectClose(x: ArrayLike<number>, expected: readonly number[]): void {
  expected.forEach((e, i) => {
    expect(Math.abs(x[i] - e)).toBeLessThan(1e-13);
  });
}

const denseSolution = (A: Matrix, x: Float64Array): number[] => solve(A, Matrix.columnVector(x)).to1DArray();

describe('tridiagonal systems agree with a dense solver', () => {
  test('one system', () => {
    fc.assert(
      fc.property(systems, ({ lower, diagonal, upper, x }) => {
        const expected = denseSolution(dense(lower, diagonal, upper), x);
        const before = [lower.slice(), diagonal.slice(), upper.slice()];
        expect(solveTridiagonal(x, lower, diagonal, upper, new Float64Array(x.length))).toBe(true);
        expectClose(x, expected);
        expect([lower, diagonal, upper]).toEqual(before);
      }),
    );
  });

  test('one unknown', () => {
    const x = Float64Array.of(6);
    expect(
      solveTridiagonal(x, new Float64Array(0), Float64Array.of(4), new Float64Array(0), new Float64Array(1)),
    ).toBe(true);
    expect(x[0]).toBe(1.5);
    expect(solveSymmetricTridiagonal(x, Float64Array.of(3), new Float64Array(0), new Float64Array(1))).toBe(
      true,
    );
    expect(x[0]).toBe(0.5);
  });

  test('a symmetric positive definite one, however close to singular its size makes it', () => {
    // −u″ = 1 with u = 0 at both ends: u_i = (i + 1)(n − i)/2, exactly.
    const n = 1000;
    const x = new Float64Array(n).fill(1);
    expect(
      solveSymmetricTridiagonal(
        x,
        new Float64Array(n).fill(2),
        new Float64Array(n).fill(-1),
        new Float64Array(n),
      ),
    ).toBe(true);
    for (let i = 0; i < n; i++) expect(Math.abs(x[i] / (((i + 1) * (n - i)) / 2) - 1)).toBeLessThan(1e-10);
    fc.assert(
      fc.property(systems, ({ lower, diagonal, x: y }) => {
        const positive = diagonal.map(Math.abs);
        const expected = denseSolution(dense(lower, positive, lower), y);
        expect(solveSymmetricTridiagonal(y, positive, lower, new Float64Array(y.length))).toBe(true);
        expectClose(y, expected);
      }),
    );
  });

  test('many right-hand sides', () => {
    fc.assert(
      fc.property(systems, fc.integer({ min: 1, max: 5 }), ({ lower, diagonal, upper, x }, count) => {
        const n = diagonal.length;
        const many = Float64Array.from(
          { length: n * count },
          (_, i) => x[Math.floor(i / count)] * ((i % count) + 1),
        );
        expect(solveTridiagonalMany(many, lower, diagonal, upper, new Float64Array(n), count)).toBe(true);
        const expected = denseSolution(dense(lower, diagonal, upper), x);
        for (let b = 0; b < count; b++)
          expectClose(
            Array.from({ length: n }, (_, i) => many[i * count + b] / (b + 1)),
            expected,
          );
      }),
    );
  });

  test('a batch of different systems', () => {
    const batches = fc.integer({ min: 1, max: 12 }).chain((n) =>
      fc.array(fc.record({ lower: entries(n), middle: entries(n), upper: entries(n), x: entries(n) }), {
        minLength: 1,
        maxLength: 6,
      }),
    );
    fc.assert(
      fc.property(batches, (batch) => {
        const count = batch.length;
        const n = batch[0].x.length;
        const interleave = (pick: (b: number) => Float64Array, rows: number) =>
          Float64Array.from({ length: rows * count }, (_, i) => pick(i % count)[Math.floor(i / count)]);
        const diagonals = batch.map(({ middle }) => middle.map((d) => 3.1 + d));
        const x = interleave((b) => batch[b].x, n);
        const ok = solveTridiagonalBatch(
          x,
          interleave((b) => batch[b].lower, n - 1),
          interleave((b) => diagonals[b], n),
          interleave((b) => batch[b].upper, n - 1),
          new Float64Array(2 * n * count),
          count,
        );
        expect(ok).toBe(true);
        batch.forEach(({ lower, upper, x: y }, b) => {
          expectClose(
            Array.from({ length: n }, (_, i) => x[i * count + b]),
            denseSolution(dense(lower, diagonals[b], upper), y),
          );
        });
      }),
    );
  });

  test('a cyclic one', () => {
    fc.assert(
      fc.property(systems, ({ lower, diagonal, upper, x }) => {
        const expected = denseSolution(dense(lower, diagonal, upper, true), x);
        expect(solveCyclicTridiagonal(x, lower, diagonal, upper, cyclicScratch(x.length))).toBe(true);
        expectClose(x, expected);
      }),
    );
  });
});

describe('a singular or indefinite matrix is a status', () => {
  const zero = Float64Array.of(0, 0, 0);
  const ones = Float64Array.of(1, 1, 1);
  const bad = Float64Array.of(1, 1, 1);
  const nan = Float64Array.of(1, Number.NaN, 1);

  test.each([
    ['zero first pivot', zero],
    ['zero second pivot', bad],
    ['NaN', nan],
  ])('%s', (_, diagonal) => {
    const scratch = new Float64Array(9);
    expect(solveTridiagonal(ones.slice(), ones, diagonal, ones, scratch)).toBe(false);
    expect(solveTridiagonalMany(ones.slice(), ones, diagonal, ones, scratch, 1)).toBe(false);
    expect(solveTridiagonalBatch(ones.slice(), ones, diagonal, ones, scratch, 1)).toBe(false);
    expect(solveSymmetricTridiagonal(ones.slice(), diagonal, ones, scratch)).toBe(false);
    expect(solveCyclicTridiagonal(ones.slice(), ones, diagonal, ones, cyclicScratch(3))).toBe(false);
  });

  test('a negative definite matrix is not positive definite', () => {
    const minus = Float64Array.of(-4, -4, -4);
    expect(solveSymmetricTridiagonal(ones.slice(), minus, ones, new Float64Array(3))).toBe(false);
  });
});
