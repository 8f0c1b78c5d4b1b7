import ndarray, { type NdArray } from 'ndarray';
import { DensityError } from '../errors/densityError.ts';
import type { Grid } from '../grid/grid.ts';

/**
 * An ndarray view of a cell field, sharing its memory: `view(p, grid).get(i, j)`.
 *
 * @see [Files and other tools](/guide/files)
 */
export function view(values: Float64Array, grid: Grid): NdArray<Float64Array> {
  return ndarray(values, [...grid.shape]);
}

/** Copies an ndarray of the grid's shape, whatever its strides, into a row-major cell field. @see {@link view} */
export function fromView(source: NdArray, grid: Grid): Float64Array {
  if (source.shape.length !== grid.dimension || source.shape.some((n, k) => n !== grid.shape[k]))
    throw new DensityError(
      `an array of shape [${source.shape}] was given for a grid of shape [${grid.shape}]`,
    );
  return Float64Array.from({ length: grid.size }, (_, i) =>
    Number(source.get(...grid.strides.map((s, k) => Math.floor(i / s) % grid.shape[k]))),
  );
}
