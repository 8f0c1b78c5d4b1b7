import type { Density } from '../../../src/density/density.ts';
import { edges } from '../../../src/grid/axis.ts';

/** The distribution function of a one-dimensional piecewise constant density, and its inverse. */
export interface Distribution {
  /** F(x), 0 below and 1 above the box. */
  readonly cdf: (x: number) => number;
  /** The x of the support with F(x) = u, for u in [0, 1]. */
  readonly quantile: (u: number) => number;
  /** The smallest point ≥ x at which the density is positive; Infinity if there is none. */
  readonly next: (x: number) => number;
  /** The largest point ≤ x at which the density is positive; −Infinity if there is none. */
  readonly previous: (x: number) => number;
}

/** The {@link Distribution} of a density on a one-dimensional grid. */
export function distributionOf({ grid, values }: Density): Distribution {
  const { lower, upper, cells } = grid.axes[0];
  const edge = edges(grid.axes[0]);
  const total = new Float64Array(cells + 1);
  for (let i = 0; i < cells; i++) total[i + 1] = total[i] + values[i];
  const mass = total[cells];
  const cellOf = (x: number): number =>
    Math.min(cells - 1, Math.max(0, Math.floor(((x - lower) / (upper - lower)) * cells)));

  return {
    cdf: (x) => {
      if (x <= lower) return 0;
      if (x >= upper) return 1;
      const i = cellOf(x);
      return (total[i] + (values[i] * (x - edge[i])) / (edge[i + 1] - edge[i])) / mass;
    },
    quantile: (u) => {
      const wanted = u * mass;
      // The last cell that begins at or below: it is not empty, unless u = 1 and the support ends before the box.
      let [i, end] = [0, cells];
      while (end - i > 1) {
        const middle = (i + end) >> 1;
        if (total[middle] <= wanted) i = middle;
        else end = middle;
      }
      while (values[i] === 0) i--;
      const share = Math.min(1, (wanted - total[i]) / values[i]);
      return edge[i] + share * (edge[i + 1] - edge[i]);
    },
    next: (x) => {
      if (x > upper) return Infinity;
      let i = cellOf(x);
      if (values[i] > 0) return Math.max(x, lower);
      while (i < cells && values[i] === 0) i++;
      return i < cells ? edge[i] : Infinity;
    },
    previous: (x) => {
      if (x < lower) return -Infinity;
      let i = cellOf(x);
      if (values[i] > 0) return Math.min(x, upper);
      while (i >= 0 && values[i] === 0) i--;
      return i >= 0 ? edge[i + 1] : -Infinity;
    },
  };
}
