import { ArgumentError } from '../errors/argumentError.ts';
import { integer } from '../errors/check.ts';

/** One direction of a grid: [lower, upper] cut into `cells` equal cells of width `spacing`. */
export interface Axis {
  readonly lower: number;
  readonly upper: number;
  readonly cells: number;
  readonly spacing: number;
  /** Whether the last cell neighbours the first; otherwise both ends are no-flux walls. */
  readonly periodic: boolean;
}

/** Makes an axis, or throws {@link ArgumentError} naming `bounds[k]` or `cells[k]`. */
export function axis(k: number, bounds: unknown, cells: unknown, periodic: boolean): Axis {
  const [lower, upper] = Array.isArray(bounds) && bounds.length === 2 ? (bounds as unknown[]) : [];
  if (typeof lower !== 'number' || typeof upper !== 'number' || !(lower < upper) || !Number.isFinite(upper - lower))
    throw new ArgumentError(`bounds[${k}]`, bounds, '[lower, upper], finite, with lower < upper');
  const count = integer(`cells[${k}]`, cells, periodic ? 3 : 1, 2 ** 26);
  return { lower, upper, cells: count, spacing: (upper - lower) / count, periodic };
}

/** The cell centres of an axis, `cells` of them, ascending. */
export function centres({ lower, upper, cells }: Axis): Float64Array {
  return Float64Array.from({ length: cells }, (_, i) => lower + ((i + 0.5) / cells) * (upper - lower));
}

/** The cell edges of an axis, `cells + 1` of them, ascending, the first and last being the bounds themselves. */
export function edges({ lower, upper, cells }: Axis): Float64Array {
  return Float64Array.from({ length: cells + 1 }, (_, i) => (i === cells ? upper : lower + (i / cells) * (upper - lower)));
}

/** The number of interior faces that an axis has: one fewer than cells between walls, as many when periodic. */
export function faces({ cells, periodic }: Axis): number {
  return periodic ? cells : cells - 1;
}
