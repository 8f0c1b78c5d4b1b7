import fc from 'fast-check';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { type BandMatrix, bandMatrix, factorBand, solveBand } from '../../../solvers/linear/bandCholesky.ts';
import { randomField } from './support/operators.ts';

/** Writes the lower half of a dense matrix. */
function writeBand({ size, band, stride, origin, entries }: BandMatrix, dense: Matrix): void {
  for (let i = 0; i < size; i++)
    for (let j = Math.max(0, i - band); j <= i; j++) entries[i * stride + origin + j] = dense.get(i, j);
}

/** B Bᵀ + diag, of the given band, its rows and columns scaled over `decades`. */
function randomPositive(size: number, band: number, seed: number, decades: number): Matrix {
  const noise = randomField(size * (band + 1), seed);
  const B = Matrix.zeros(size, size);
  for (let i = 0; i < size; i++)
    for (let k = 0; k <= Math.min(i, band); k++) B.set(i, i - k, noise[i * (band + 1) + k]);
  const A = B.mmul(B.transpose());
  for (let i = 0; i < size; i++) A.set(i, i, A.get(i, i) + 0.1);
  const scale = Matrix.diag([...randomField(size, seed + 1)].map((v) => 10 ** (decades * (v - 0.5))));
  return scale.mmul(A).mmul(scale);
}

// Blocks of sixteen rows and tiles of four by two, whole and not.
const shapes = fc.tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 0, max: 69 }), fc.nat(1000));

describe('a band Cholesky factorisation', () => {
  test('has the factor of a dense one, entry by entry', () => {
    fc.assert(
      fc.property(shapes, ([size, width, seed]) => {
        const band = Math.min(width, size - 1);
        const A = randomPositive(size, band, seed, 0);
        const matrix = bandMatrix(size, band);
        writeBand(matrix, A);
        expect(factorBand(matrix)).toBe(true);
        const L = new CholeskyDecomposition(A).lowerTriangularMatrix;
        const { entries, stride, origin } = matrix;
        let worst = 0;
        for (let i = 0; i < size; i++)
          for (let j = Math.max(0, i - band); j <= i; j++) {
            const entry = entries[i * stride + origin + j];
            worst = Math.max(worst, Math.abs((i === j ? 1 / entry : entry) - L.get(i, j)));
          }
        expect(worst).toBeLessThan(1e-11);
      }),
      { numRuns: 200 },
    );
  });

  test('solves, however far apart rows and columns are scaled, as scaling is exact', () => {
    fc.assert(
      fc.property(shapes, ([size, width, seed]) => {
        const band = Math.min(width, size - 1);
        const A = randomPositive(size, band, seed, 20);
        const matrix = bandMatrix(size, band);
        writeBand(matrix, A);
        expect(factorBand(matrix)).toBe(true);
        // Unknowns of the size that the scales give them, and the terms of A x that they make.
        const x = Float64Array.from(randomField(size, seed + 2), (v, i) => (v + 1) / Math.sqrt(A.get(i, i)));
        const found = Float64Array.from(A.mmul(Matrix.columnVector([...x])).to1DArray());
        solveBand(matrix, found);
        for (let i = 0; i < size; i++)
          expect(Math.abs(found[i] - x[i]) * Math.sqrt(A.get(i, i))).toBeLessThan(1e-9);
      }),
      { numRuns: 200 },
    );
  });

  test('says so where a pivot is not positive or not a number', () => {
    for (const size of [1, 5, 40])
      for (const at of [0, size - 1])
        for (const bad of [-1, 0, Number.NaN, Infinity]) {
          const A = randomPositive(size, Math.min(3, size - 1), 1, 0);
          A.set(at, at, bad);
          const matrix = bandMatrix(size, Math.min(3, size - 1));
          writeBand(matrix, A);
          expect(factorBand(matrix)).toBe(false);
        }
  });
});
