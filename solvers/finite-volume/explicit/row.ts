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
  /** Rate at which each cell gives density away. */
  readonly outflow: Float64Array;
  /** Upwind values at the faces behind each cell, along the row, and at those across it that were passed last. */
  readonly along: Float64Array;
  readonly across: Float64Array;
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
    outflow: field(),
    along: field(),
    across: field(),
  };
}

/** Nothing has passed yet. */
export function clear({ rate, outflow }: Row): void {
  rate.fill(0);
  outflow.fill(0);
}

/** What bounds the time step, found so far: at GIVEN the largest part of its density that a cell gives away per time, at SPREAD the largest diffusivity. */
export type Fastest = Float64Array;
export const GIVEN = 0;
export const SPREAD = 1;
