import type { Grid } from '../../../src/index.ts';
import {
  type BandMatrix,
  bandEntries,
  bandMatrix,
  factorBand,
  solveBand,
} from '../../linear/bandCholesky.ts';
import { bandAssembly } from './bandAssembly.ts';
import type { BoxIterate } from './boxIterate.ts';

// A factorisation of so many operations takes two seconds or three, and so many numbers a quarter of a gigabyte.
const MOST_OPERATIONS = 5e9;
const MOST_ENTRIES = 3e7;

/** The Schur complement K + C D⁻¹ Cᵀ of Newton's matrix, factorised. */
export interface BandSchur {
  /** Factorises it for the coefficients of an iterate; returns whether rounding has left all pivots positive. */
  factor(it: BoxIterate): boolean;
  /** z = (K + C D⁻¹ Cᵀ)⁻¹ r, to rounding of the factors. */
  solve(z: Float64Array, r: Float64Array): void;
}

/**
 * The direct solver of a grid and S intervals, or null where it would take too much; memory is taken at the first factorisation.
 *
 * @param mostOperations - that a factorisation may take; 5e9 unless said otherwise.
 */
export function bandSchur(
  grid: Grid,
  intervals: number,
  mostOperations: number = MOST_OPERATIONS,
): BandSchur | null {
  const n = grid.size;
  const { size, band, place, assemble } = bandAssembly(grid, intervals);
  if (size * band * band > mostOperations || bandEntries(size, band) > MOST_ENTRIES) return null;
  const ordered = new Float64Array(size);
  let matrix: BandMatrix | null = null;
  return {
    factor(it) {
      matrix ??= bandMatrix(size, band);
      assemble(matrix, it);
      return factorBand(matrix);
    },
    solve(z, r) {
      if (matrix === null) return;
      for (let j = 0; j < intervals; j++) for (let c = 0; c < n; c++) ordered[place[c] + j] = r[j * n + c];
      solveBand(matrix, ordered);
      for (let j = 0; j < intervals; j++) for (let c = 0; c < n; c++) z[j * n + c] = ordered[place[c] + j];
    },
  };
}
