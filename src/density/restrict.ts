import { ArgumentError } from '../errors/argumentError.ts';
import type { Grid } from '../grid/grid.ts';
import { Density } from './density.ts';

/** Throws {@link ArgumentError} unless every cell of `coarse` is a block of cells of `fine`. */
function requireNested(fine: Grid, coarse: Grid): void {
  const nested =
    fine.dimension === coarse.dimension &&
    fine.axes.every((a, k) => {
      const b = coarse.axes[k];
      const same = a.lower === b.lower && a.upper === b.upper && a.periodic === b.periodic;
      return same && a.cells % b.cells === 0;
    });
  if (!nested)
    throw new ArgumentError(
      'coarse',
      coarse.toString(),
      `a grid of the same box whose cells are blocks of those of ${fine}`,
    );
}

/**
 * Averages of a density over the cells of a coarser grid, each of which is a block of its own cells: mass is kept.
 *
 * @throws ArgumentError if the coarse grid is not one.
 * @example
 * ```ts
 * import { density, grid, restrict } from 'ottoflow';
 *
 * const fine = density(grid([[0, 1]], [4]), [1, 3, 5, 7]);
 * console.log(restrict(fine, grid([[0, 1]], [2])).values.join(', '));
 * ```
 * ```text
 * 2, 6
 * ```
 */
export function restrict(density: Density, coarse: Grid): Density {
  const fine = density.grid;
  if (fine.equals(coarse)) return density;
  requireNested(fine, coarse);
  const values = new Float64Array(coarse.size);
  for (let i = 0; i < fine.size; i++) {
    let j = 0;
    for (let k = 0; k < fine.dimension; k++) {
      const at = Math.floor(i / fine.strides[k]) % fine.shape[k];
      j += Math.floor(at / (fine.shape[k] / coarse.shape[k])) * coarse.strides[k];
    }
    values[j] += density.values[i];
  }
  const share = coarse.size / fine.size;
  for (let j = 0; j < coarse.size; j++) values[j] *= share;
  return new Density(coarse, values);
}
