import fc from 'fast-check';
import { Matrix, solve } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import {
  type BlockTridiagonal,
  blockTridiagonal,
  factorise,
  solveFactorised,
} from '../../../solvers/jko/newton/blockTridiagonal.ts';

/** Entry (r, c) of the matrix within the band of blocks. */
function put(m: BlockTridiagonal, r: number, c: number, value: number): void {
  const { order } = m;
  const [i, k] = [Math.floor(r / order), Math.floor(c / order)];
  const block = k === i ? m.diagonal : k < i ? m.lower : m.upper;
  block[i * order * order + (r % order) * order + (c % order)] = value;
}

/** A symmetric quasi-definite system: unknowns of either sign in any order, each sign dominated by its diagonal. */
function quasiDefinite(rows: number, order: number, signs: readonly boolean[], entries: readonly number[]) {
  const size = rows * order;
  const dense = Matrix.zeros(size, size);
  const banded = blockTridiagonal(rows, order);
  const sign = (r: number) => (signs[r % signs.length] ? 1 : -1);
  const width = new Float64Array(size);
  for (let r = 0; r < size; r++) {
    for (let c = 0; c < r; c++) {
      if (Math.floor(r / order) - Math.floor(c / order) > 1) continue;
      const value = entries[(r * size + c) % entries.length];
      for (const [a, b] of [
        [r, c],
        [c, r],
      ]) {
        dense.set(a, b, value);
        put(banded, a, b, value);
        if (sign(a) === sign(b)) width[a] += Math.abs(value);
      }
    }
  }
  for (let r = 0; r < size; r++) {
    dense.set(r, r, sign(r) * (width[r] + 0.1));
    put(banded, r, r, sign(r) * (width[r] + 0.1));
  }
  return { dense, banded };
}

const entry = fc.integer({ min: -100, max: 100 }).map((k) => k / 100);

describe('block-tridiagonal systems', () => {
  test('quasi-definite ones of any order are solved as a dense solver does', () => {
    const systems = fc.record({
      rows: fc.integer({ min: 1, max: 6 }),
      order: fc.integer({ min: 1, max: 16 }),
      signs: fc.array(fc.boolean(), { minLength: 1, maxLength: 16 }),
      entries: fc.array(entry, { minLength: 40, maxLength: 60 }),
      side: fc.array(entry, { minLength: 7, maxLength: 11 }),
    });
    fc.assert(
      fc.property(systems, ({ rows, order, signs, entries, side }) => {
        const { dense, banded } = quasiDefinite(rows, order, signs, entries);
        const b = Float64Array.from({ length: rows * order }, (_, r) => side[r % side.length]);
        const expected = solve(dense, Matrix.columnVector([...b])).to1DArray();
        factorise(banded);
        solveFactorised(b, banded);
        const scale = 1 + Math.max(...expected.map(Math.abs));
        for (let r = 0; r < b.length; r++) expect(Math.abs(b[r] - expected[r])).toBeLessThan(1e-10 * scale);
      }),
      { numRuns: 150 },
    );
  });

  test('diagonal blocks that need row exchanges are factorised', () => {
    // [ε 1; 1 0] in every block: without exchanges ε ruins the elimination.
    const m = blockTridiagonal(2, 2);
    for (const i of [0, 1]) m.diagonal.set([1e-20, 1, 1, 0], 4 * i);
    m.upper.set([0, 1, 0, 0], 0);
    m.lower.set([0, 0, 1, 0], 4);
    const x = Float64Array.of(1, 2, 3, 4);
    factorise(m);
    solveFactorised(x, m);
    // Row by row: x1 + x3 = 1, x0 = 2, x3 = 3, x0 + x2 = 4.
    for (const [k, value] of [2, -2, 2, 3].entries()) expect(x[k]).toBeCloseTo(value, 12);
  });

  test('a factorisation serves any number of right-hand sides', () => {
    const entries = Array.from({ length: 50 }, (_, k) => Math.sin(k * k));
    const { dense, banded } = quasiDefinite(5, 4, [true, false], entries);
    factorise(banded);
    for (const seed of [1, 2]) {
      const x = Float64Array.from({ length: 20 }, (_, r) => Math.cos(seed * r));
      const product = dense.mmul(Matrix.columnVector([...x])).to1DArray();
      const solved = Float64Array.from(product);
      solveFactorised(solved, banded);
      for (let r = 0; r < 20; r++) expect(solved[r]).toBeCloseTo(x[r], 10);
    }
  });
});
