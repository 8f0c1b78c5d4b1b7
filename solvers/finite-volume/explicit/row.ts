import type { Grid } from '../../../src/grid/grid.ts';
import type { RowKernels } from './rowKernels.ts';
import type { Limiter } from './slope.ts';

/** Work space for one row of cells along the last axis. */
export interface Row {
  readonly kernels: RowKernels;
  /** Cells of a row. */
  readonly count: number;
  /** 1/h along the row. */
  readonly inverse: number;
  readonly periodic: boolean;
  /** Whether slopes are those of minmod everywhere. */
  readonly always: boolean;
  /** What has passed faces so far: L(p), and the rate at which each cell gives density away. */
  readonly rate: Float64Array;
  readonly outflow: Float64Array;
  /** Half slopes along the row, or across it of the row behind. */
  readonly half: Float64Array;
  /** Flux/h and upwind value at each face: along the row those before each cell, and that behind the last. */
  readonly flux: Float64Array;
  readonly upwind: Float64Array;
}

/** Work space for the rows of a grid. @param field - makes arrays that the kernels can work on. */
export function row(
  grid: Grid,
  limiter: Limiter,
  kernels: RowKernels,
  field: (length: number) => Float64Array,
): Row {
  const { cells: count, spacing, periodic } = grid.axes[grid.dimension - 1];
  return {
    kernels,
    count,
    inverse: 1 / spacing,
    periodic,
    always: limiter === 'minmod',
    rate: field(count),
    outflow: field(count),
    half: field(count),
    flux: field(count + 1),
    upwind: field(count + 1),
  };
}
