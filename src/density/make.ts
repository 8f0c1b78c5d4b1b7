import type { NdArray } from 'ndarray';
import { ArgumentError } from '../errors/argumentError.ts';
import { positive } from '../errors/check.ts';
import { edges } from '../grid/axis.ts';
import type { Bounds, Grid } from '../grid/grid.ts';
import { fromView } from '../field/view.ts';
import { checkDensity, Density, massOf } from './density.ts';

/** What all makers of densities take. */
export interface DensityOptions {
  /** Total mass to rescale to; without it the values are taken as they are. */
  readonly mass?: number;
}

function made(grid: Grid, values: Float64Array, { mass }: DensityOptions): Density {
  checkDensity(values, grid);
  if (mass === undefined) return new Density(grid, values);
  const factor = positive('mass', mass) / massOf(values, grid);
  return new Density(grid, values.map((p) => factor * p));
}

/** Four-point Gauss–Legendre in every direction of a cell. */
const NODES = [-0.8611363115940526, -0.3399810435848563, 0.3399810435848563, 0.8611363115940526];
const WEIGHTS = [0.17392742256872692, 0.3260725774312731, 0.3260725774312731, 0.17392742256872692];

function cellAverage(f: (...x: number[]) => number, grid: Grid, centre: readonly number[]): number {
  let points: { x: number[]; w: number }[] = [{ x: [], w: 1 }];
  for (const [k, a] of grid.axes.entries())
    points = points.flatMap(({ x, w }) =>
      NODES.map((s, q) => ({ x: [...x, centre[k] + 0.5 * a.spacing * s], w: w * WEIGHTS[q] })),
    );
  return points.reduce((s, { x, w }) => s + w * f(...x), 0);
}

/**
 * A density from cell averages or from a function.
 *
 * @param source - `grid.size` row-major cell averages; or an ndarray of the grid's shape, any strides; or a function of
 * the d coordinates, averaged over each cell by 4-point Gauss–Legendre per direction (for jumps use {@link indicator}).
 * @throws DensityError naming the first cell that is NaN, infinite or negative, a wrong length, or zero mass.
 */
export function density(
  grid: Grid,
  source: ArrayLike<number> | NdArray | ((...x: number[]) => number),
  options: DensityOptions = {},
): Density {
  if (typeof source === 'function') {
    return made(grid, Float64Array.from({ length: grid.size }, (_, i) => cellAverage(source, grid, grid.centre(i))), options);
  }
  if ('stride' in source) return made(grid, fromView(source, grid), options);
  if (source === null || typeof source !== 'object' || !('length' in source))
    throw new ArgumentError('source', source, 'cell averages, an ndarray, or a function of position');
  return made(grid, Float64Array.from(source), options);
}

/** The constant density of this mass (1 by default). */
export function uniform(grid: Grid, { mass = 1 }: DensityOptions = {}): Density {
  return made(grid, new Float64Array(grid.size).fill(1), { mass });
}

/**
 * The indicator of a box, exactly averaged over cells that it cuts, rescaled to a mass (1 by default).
 *
 * @param box - one [lower, upper] per axis, meeting the grid's box in a set of positive volume.
 */
export function indicator(grid: Grid, box: readonly Bounds[], { mass = 1 }: DensityOptions = {}): Density {
  if (box.length !== grid.dimension || box.some(([lower, upper]) => !(lower < upper)))
    throw new ArgumentError('box', box, `${grid.dimension} pairs [lower, upper] with lower < upper`);
  const overlap = grid.axes.map((a, k) => {
    const e = edges(a);
    return Float64Array.from({ length: a.cells }, (_, i) =>
      Math.max(0, Math.min(e[i + 1], box[k][1]) - Math.max(e[i], box[k][0])) / a.spacing,
    );
  });
  const values = Float64Array.from({ length: grid.size }, (_, i) =>
    overlap.reduce((p, o, k) => p * o[Math.floor(i / grid.strides[k]) % grid.shape[k]], 1),
  );
  return made(grid, values, { mass });
}
