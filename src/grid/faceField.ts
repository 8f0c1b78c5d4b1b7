import { faces } from './axis.ts';
import type { Grid } from './grid.ts';

/**
 * A field of values normal to the interior faces: one array per axis, row-major, of the grid's shape with axis k
 * having `faces(axis k)` entries. Face i lies between cells i and i + 1 along its axis.
 *
 * @see {@link gradient}
 */
export type FaceField = readonly Float64Array[];

/** A face field of zeros. @see {@link gradient} */
export function faceField(grid: Grid): Float64Array[] {
  return grid.axes.map((a) => new Float64Array((grid.size / a.cells) * faces(a)));
}
