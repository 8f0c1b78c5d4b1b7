import type { NdArray } from 'ndarray';
import { ArgumentError } from '../errors/argumentError.ts';
import { knownKeys, positive } from '../errors/check.ts';
import { fromView } from '../field/view.ts';
import type { Axis } from '../grid/axis.ts';
import type { Bounds, Grid } from '../grid/grid.ts';
import { checkDensity, Density, massOf } from './density.ts';

/** What all makers of densities take. @see {@link density} */
export interface DensityOptions {
  /** Total mass to rescale to; without it the values are taken as they are. */
  readonly mass?: number;
}

function made(grid: Grid, values: Float64Array, options: DensityOptions): Density {
  knownKeys('density', options, ['mass']);
  const { mass } = options;
  checkDensity(values, grid);
  if (mass === undefined) return new Density(grid, values);
  const factor = positive('mass', mass) / massOf(values, grid);
  const scaled = values.map((p) => factor * p);
  checkDensity(scaled, grid);
  return new Density(grid, scaled);
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
 * @see [Files and other tools](/guide/files)
 */
export function density(
  grid: Grid,
  source: ArrayLike<number> | NdArray | ((...x: number[]) => number),
  options: DensityOptions = {},
): Density {
  if (typeof source === 'function') {
    return made(
      grid,
      Float64Array.from({ length: grid.size }, (_, i) => cellAverage(source, grid, grid.centre(i))),
      options,
    );
  }
  if (source === null || typeof source !== 'object' || !('stride' in source || 'length' in source))
    throw new ArgumentError('source', source, 'cell averages, an ndarray, or a function of position');
  return made(grid, 'stride' in source ? fromView(source, grid) : Float64Array.from(source), options);
}

/** The constant density of this mass (1 by default). @see {@link density} */
export function uniform(grid: Grid, options: DensityOptions = {}): Density {
  return made(grid, new Float64Array(grid.size).fill(1), { mass: 1, ...options });
}

/** Ends of a box closer than this to an edge, in cells, are meant to be on it. */
const ON_EDGE = 1e-9;

/** x in cells from the lower end of an axis. */
function inCells({ lower, spacing }: Axis, x: number): number {
  const t = (x - lower) / spacing;
  return Math.abs(t - Math.round(t)) < ON_EDGE ? Math.round(t) : t;
}

/** The fraction of every cell of an axis that lies in [from, to]: exactly 0 or 1 unless an end cuts the cell. */
function overlap(a: Axis, [from, to]: Bounds): Float64Array {
  const start = inCells(a, from);
  const end = inCells(a, to);
  return Float64Array.from({ length: a.cells }, (_, i) =>
    Math.max(0, Math.min(1, end - i) - Math.max(0, start - i)),
  );
}

/**
 * The indicator of a box, exactly averaged over cells that it cuts, rescaled to a mass (1 by default).
 *
 * @param box - one [lower, upper] per axis, meeting the grid's box in a set of positive volume; may reach beyond it.
 * @throws ArgumentError if it is not such a box.
 * @see [Ten-minute start](/guide/start)
 */
export function indicator(grid: Grid, box: readonly Bounds[], options: DensityOptions = {}): Density {
  if (!Array.isArray(box) || box.length !== grid.dimension)
    throw new ArgumentError('box', box, `one pair [lower, upper] per axis (${grid.dimension})`);
  const overlaps = grid.axes.map((a, k) => {
    const [from, to] = Array.isArray(box[k]) && box[k].length === 2 ? box[k] : [];
    if (!(from < to && from < a.upper && to > a.lower))
      throw new ArgumentError(`box[${k}]`, box[k], `[lower, upper] that meets (${a.lower}, ${a.upper})`);
    return overlap(a, box[k]);
  });
  const values = Float64Array.from({ length: grid.size }, (_, i) =>
    overlaps.reduce((p, o, k) => p * o[Math.floor(i / grid.strides[k]) % grid.shape[k]], 1),
  );
  return made(grid, values, { mass: 1, ...options });
}
