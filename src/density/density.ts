import { DensityError } from '../errors/densityError.ts';
import type { Grid } from '../grid/grid.ts';

/**
 * Cell averages on a grid, nonnegative and of known positive mass h^d Σ p_i; immutable by convention.
 *
 * Made by {@link density} and its relatives, which check at the door, or by solvers, which guarantee it.
 */
export class Density {
  readonly grid: Grid;
  /** Row-major cell averages, length `grid.size`. */
  readonly values: Float64Array;
  /** h^d Σ p_i. */
  readonly mass: number;

  constructor(grid: Grid, values: Float64Array) {
    this.grid = grid;
    this.values = values;
    this.mass = massOf(values, grid);
  }
}

/** The mass h^d Σ p_i of cell averages, by compensated summation. */
export function massOf(values: Float64Array, grid: Grid): number {
  let s = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const term = values[i] - lost;
    const next = s + term;
    lost = next - s - term;
    s = next;
  }
  return grid.cellVolume * s;
}

/** Throws {@link DensityError} unless `values` are finite, nonnegative, of the grid's length and of finite positive mass. */
export function checkDensity(values: Float64Array, grid: Grid): void {
  if (values.length !== grid.size)
    throw new DensityError(
      `a density on ${grid} needs ${grid.size} cell averages, but ${values.length} were given`,
    );
  for (let i = 0; i < grid.size; i++) {
    const p = values[i];
    if (!(p >= 0 && p < Infinity)) {
      const where = grid
        .centre(i)
        .map((x) => x.toPrecision(6))
        .join(', ');
      throw new DensityError(
        `the density is ${p} in cell ${i} (centre ${where}); allowed: finite and ≥ 0`,
        i,
      );
    }
  }
  const mass = massOf(values, grid);
  if (!(mass > 0 && mass < Infinity))
    throw new DensityError(
      values.some((p) => p > 0)
        ? `the mass of the density ${mass === 0 ? 'underflows to 0' : 'overflows'}; allowed: a finite mass > 0`
        : 'the density is zero in every cell; allowed: a finite mass > 0',
    );
}
