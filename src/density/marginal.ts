import { integer } from '../errors/check.ts';
import { Grid } from '../grid/grid.ts';
import { Density } from './density.ts';

/**
 * The marginal of a density along the first axes of its grid, ∫ p dx_{m+1} … dx_d: mass is kept.
 *
 * @param dimension - how many axes are left, m in [1, d].
 * @returns a density on these axes; the one given where they are all.
 * @throws ArgumentError naming the argument.
 * @example
 * ```ts
 * import { grid, marginal, uniform } from 'ottoflow';
 *
 * const square = grid([[0, 1], [0, 2]], [4, 8]);
 * console.log(marginal(uniform(square), 1).values.join());
 * ```
 * ```text
 * 1,1,1,1
 * ```
 */
export function marginal(density: Density, dimension: number): Density {
  const { grid, values } = density;
  integer('dimension', dimension, 1, grid.dimension);
  if (dimension === grid.dimension) return density;
  const left = new Grid(grid.axes.slice(0, dimension));
  const width = grid.axes.slice(dimension).reduce((volume, { spacing }) => volume * spacing, 1);
  const each = grid.size / left.size;
  const p = new Float64Array(left.size);
  for (let i = 0; i < values.length; i++) p[Math.floor(i / each)] += values[i] * width;
  return new Density(left, p);
}
