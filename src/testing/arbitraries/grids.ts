import fc from 'fast-check';
import { integer, knownKeys } from '../../errors/check.ts';
import { type Grid, grid } from '../../grid/index.ts';
import { gridCode, written } from './written.ts';

/** What {@link grids} may be told. */
export interface GridsOptions {
  /** Which dimensions to draw from; all three by default. */
  readonly dimensions?: readonly number[];
  /** The most cells per axis, 12 by default; the fewest is 1. */
  readonly maxCells?: number;
  /** Whether some axes are periodic; true by default. */
  readonly periodic?: boolean;
}

/**
 * Grids of few cells, of any dimension, position, shape and boundary; shrinks towards one cell of [0, 1].
 *
 * @see [Testing laws](/guide/testing-laws)
 */
export function grids(options: GridsOptions = {}): fc.Arbitrary<Grid> {
  knownKeys('grids', options, ['dimensions', 'maxCells', 'periodic']);
  const { dimensions = [1, 2, 3], maxCells = 12, periodic = true } = options;
  dimensions.forEach((d, k) => {
    integer(`dimensions[${k}]`, d, 1, 3);
  });
  integer('maxCells', maxCells, periodic ? 3 : 1);
  const axis = fc.record({
    lower: fc.integer({ min: -20, max: 20 }).map((k) => k / 10),
    length: fc.integer({ min: -9, max: 30 }).map((k) => (10 + k) / 10),
    cells: fc.integer({ min: 1, max: maxCells }),
    periodic: periodic ? fc.boolean() : fc.constant(false),
  });
  // Always three, of which the last are taken: so a grid that shrinks may lose an axis and keep the others.
  return fc
    .tuple(fc.nat({ max: dimensions.length - 1 }), fc.array(axis, { minLength: 3, maxLength: 3 }))
    .map(([k, axes]) => axes.slice(-dimensions[k]))
    .map((axes) =>
      grid(
        axes.map(({ lower, length }) => [lower, lower + length] as const),
        axes.map((a) => (a.periodic ? Math.max(3, a.cells) : a.cells)),
        { periodic: axes.map((a) => a.periodic) },
      ),
    )
    .map((box) => written(box, () => gridCode(box)));
}
