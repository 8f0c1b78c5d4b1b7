import type { Grid } from '../../../src/grid/grid.ts';
import type { Limiter } from './slope.ts';

/** What the faces of one row of cells along the last axis sum up to; axes across the row come first. */
export interface Row {
  /** Cells of a row. */
  readonly count: number;
  /** 1/h along the row. */
  readonly inverse: number;
  /** Whether slopes are those of minmod everywhere. */
  readonly always: boolean;
  /** L(p). */
  readonly rate: Float64Array;
  /** Sum over faces of diffusivity/h². */
  readonly diffusivity: Float64Array;
  /** Rate at which each cell gives density away. */
  readonly outflow: Float64Array;
}

/** Work space for the rows of a grid. */
export function row(grid: Grid, limiter: Limiter): Row {
  const { cells: count, spacing } = grid.axes[grid.dimension - 1];
  const field = (): Float64Array => new Float64Array(count);
  return {
    count,
    inverse: 1 / spacing,
    always: limiter === 'minmod',
    rate: field(),
    diffusivity: field(),
    outflow: field(),
  };
}

/** Below this relative difference of two densities the secant of U′ cancels, and U″ takes its place. */
export const CLOSE = 1e-6;
