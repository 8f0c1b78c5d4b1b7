import type { Density } from '../../../src/density/density.ts';
import { type Stream, uniformAt } from '../random/streams.ts';

/** Writes to `place` a point drawn from a density with the d + 1 uniform numbers at (step, index), (step, index + 1), … */
export type Draw = (place: Float64Array, stream: Stream, step: number, index: number) => void;

/** Points from a density that is constant in each cell: a cell by its inverse distribution function, then any place in it. */
export function cellDraw({ grid, values }: Density): Draw {
  const total = new Float64Array(grid.size + 1);
  for (let i = 0; i < grid.size; i++) total[i + 1] = total[i] + values[i];

  function cellAt(u: number): number {
    const wanted = u * total[grid.size];
    // The last cell that begins at or below: it is not empty, unless rounding took u to the end.
    let [i, end] = [0, grid.size];
    while (end - i > 1) {
      const middle = (i + end) >> 1;
      if (total[middle] <= wanted) i = middle;
      else end = middle;
    }
    while (values[i] === 0) i--;
    return i;
  }

  return (place, stream, step, index) => {
    const cell = cellAt(uniformAt(stream, step, index));
    for (let k = 0; k < grid.dimension; k++) {
      const { lower, spacing, cells } = grid.axes[k];
      const i = Math.floor(cell / grid.strides[k]) % cells;
      place[k] = lower + (i + uniformAt(stream, step, index + 1 + k)) * spacing;
    }
  };
}
