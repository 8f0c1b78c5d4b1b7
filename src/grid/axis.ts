import { ArgumentError } from '../errors/argumentError.ts';
import { integer } from '../errors/check.ts';

/** One direction of a grid: [lower, upper] cut into `cells` equal cells of width `spacing`. @see {@link grid} */
export interface Axis {
  readonly lower: number;
  readonly upper: number;
  readonly cells: number;
  readonly spacing: number;
  /** Whether the last cell neighbours the first; otherwise both ends are no-flux walls. */
  readonly periodic: boolean;
}

/** The most cells that an axis, or a grid, may have. */
export const LARGEST_SIZE: number = 2 ** 28;

/** Makes axis k, or throws {@link ArgumentError} naming `bounds[k]`, `cells[k]` or `periodic[k]`. */
export function axis(k: number, bounds: unknown, cells: unknown, periodic: unknown): Axis {
  const [lower, upper] = Array.isArray(bounds) && bounds.length === 2 ? (bounds as unknown[]) : [];
  if (
    typeof lower !== 'number' ||
    typeof upper !== 'number' ||
    !(lower < upper) ||
    !Number.isFinite(upper - lower)
  )
    throw new ArgumentError(`bounds[${k}]`, bounds, '[lower, upper], finite, with lower < upper');
  if (typeof periodic !== 'boolean') throw new ArgumentError(`periodic[${k}]`, periodic, 'true or false');
  const count = integer(`cells[${k}]`, cells, periodic ? 3 : 1, LARGEST_SIZE);
  const spacing = (upper - lower) / count;
  if (lower + 0.5 * spacing === lower || upper - 0.5 * spacing === upper)
    throw new ArgumentError(`bounds[${k}]`, bounds, `bounds far enough apart to tell ${count} cells apart`);
  return { lower, upper, cells: count, spacing, periodic };
}

/** The point i cells from the lower end; counted from the middle, so that a box around 0 is symmetric to the bit. */
function at({ lower, upper, cells, spacing }: Axis, i: number): number {
  return 0.5 * lower + 0.5 * upper + (i - 0.5 * cells) * spacing;
}

/** The centre of cell i. */
export function centreOf(axis: Axis, i: number): number {
  return at(axis, i + 0.5);
}

/** The cell centres of an axis, `cells` of them, ascending. */
export function centres(axis: Axis): Float64Array {
  return Float64Array.from({ length: axis.cells }, (_, i) => centreOf(axis, i));
}

/**
 * The cell edges of an axis, `cells + 1` of them, ascending, the first and last being the bounds themselves.
 *
 * @see {@link Grid}
 */
export function edges(axis: Axis): Float64Array {
  const out = Float64Array.from({ length: axis.cells + 1 }, (_, i) => at(axis, i));
  out[0] = axis.lower;
  out[axis.cells] = axis.upper;
  return out;
}

/** The number of interior faces that an axis has: one fewer than cells between walls, as many when periodic. */
export function faces({ cells, periodic }: Axis): number {
  return periodic ? cells : cells - 1;
}
