import { ArgumentError } from '../../src/errors/argumentError.ts';
import { positive } from '../../src/errors/check.ts';
import { type Density, density, edges, type Grid } from '../../src/index.ts';
import { incompleteBeta, logOfBeta } from '../../src/numerics/incompleteBeta.ts';
import type { Barenblatt } from './barenblatt.ts';
import { radialAverages } from './radialAverages.ts';

/** A ball that reaches beyond a wall by less than this part of its radius touches it. */
const TOUCHES = 1e-12;

function requireRoom(grid: Grid, centre: readonly number[], radius: number): void {
  const slack = TOUCHES * radius;
  for (const [k, { lower, upper }] of grid.axes.entries())
    if (!(centre[k] - radius >= lower - slack && centre[k] + radius <= upper + slack))
      throw new ArgumentError(
        'radius',
        radius,
        `a ball about ${centre.join(', ')} inside the box of the grid, ${grid}`,
      );
}

/**
 * The mass between two points of a profile of radius 1, per unit mass, from F(x) = I_{(1+x)/2}(q + 1, q + 1) on the side
 * where it is small.
 */
function lineMass(q: number): (from: number, to: number) => number {
  const logBeta = logOfBeta(q + 1, q + 1);
  const F = (x: number): number => incompleteBeta(0.5 * (1 + x), q + 1, q + 1, logBeta);
  return (from, to) => {
    if (from >= 0) return F(-from) - F(-to);
    return to <= 0 ? F(to) - F(from) : 1 - F(from) - F(-to);
  };
}

/**
 * A Barenblatt profile as a density of its mass: cell averages that are exact to rounding in one dimension; in two and
 * three the means of 8^d points per cell, rescaled to the mass.
 *
 * @param grid - of the profile's dimension.
 * @param centre - d coordinates.
 * @param radius - R > 0 of a ball that is inside the grid's box.
 * @throws ArgumentError otherwise.
 * @see {@link barenblattFlow}
 */
export function barenblattAverages(
  grid: Grid,
  profile: Barenblatt,
  centre: readonly number[],
  radius: number,
): Density {
  const { dimension, mass, edge } = profile;
  if (grid.dimension !== dimension)
    throw new ArgumentError('grid', grid.toString(), `a grid of dimension ${dimension}`);
  requireRoom(grid, centre, positive('radius', radius));
  if (dimension > 1)
    return density(
      grid,
      radialAverages(grid, centre, radius, (s) => profile.density(s, radius)),
      { mass },
    );
  const x = edges(grid.axes[0]).map((e) => (e - centre[0]) / radius);
  const between = lineMass(edge);
  const values = Float64Array.from(
    { length: grid.size },
    (_, i) => (mass * between(x[i], x[i + 1])) / grid.cellVolume,
  );
  return density(grid, values, { mass });
}
