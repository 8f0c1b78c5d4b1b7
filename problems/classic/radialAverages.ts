import type { Axis, Grid } from '../../src/index.ts';

/** Points per cell and direction. */
const POINTS = 8;

/** (x − centre)² at the points of an axis, `POINTS` for each cell. */
function squares({ lower, upper, cells, spacing }: Axis, centre: number): Float64Array {
  const fine = spacing / POINTS;
  const middle = 0.5 * lower + 0.5 * upper - centre;
  return Float64Array.from(
    { length: POINTS * cells },
    (_, i) => (middle + (i + 0.5 - 0.5 * POINTS * cells) * fine) ** 2,
  );
}

/** The least square of every cell. */
function nearest(all: Float64Array, count: number): Float64Array {
  const least = new Float64Array(all.length / count);
  for (let i = 0; i < least.length; i++) {
    least[i] = Infinity;
    for (let j = 0; j < count; j++) least[i] = Math.min(least[i], all[count * i + j]);
  }
  return least;
}

/**
 * Cell averages, in two or three dimensions, of a radial function that vanishes outside a ball, each the mean of 8^d equidistant points of the cell:
 * second order in h/8, whether a cell is cut by the edge of the ball or not.
 *
 * @param f - of the squared distance from the centre; only called inside the ball.
 */
export function radialAverages(
  grid: Grid,
  centre: readonly number[],
  radius: number,
  f: (squaredDistance: number) => number,
): Float64Array {
  // Directions that the grid lacks have one cell with one point in it, at the centre.
  const counts = [0, 1, 2].map((k) => (k < grid.dimension ? POINTS : 1));
  const [x, y, z] = [0, 1, 2].map((k) =>
    k < grid.dimension ? squares(grid.axes[k], centre[k]) : new Float64Array(1),
  );
  const [near, nearY, nearZ] = [x, y, z].map((s, k) => nearest(s, counts[k]));
  const [nx, ny, nz] = counts;
  const limit = radius * radius;
  const at = (s: number): number => (s < limit ? f(s) : 0);
  // Points are added in pairs across the middle of the cell, so that mirror images agree to the bit.
  function alongZ(xy: number, first: number): number {
    if (nz === 1) return at(xy + z[first]);
    let sum = 0;
    for (let c = 0; 2 * c < nz; c++) sum += at(xy + z[first + c]) + at(xy + z[first + nz - 1 - c]);
    return sum;
  }
  function alongY(xOnly: number, firstY: number, firstZ: number): number {
    if (ny === 1) return alongZ(xOnly + y[firstY], firstZ);
    let sum = 0;
    for (let b = 0; 2 * b < ny; b++)
      sum += alongZ(xOnly + y[firstY + b], firstZ) + alongZ(xOnly + y[firstY + ny - 1 - b], firstZ);
    return sum;
  }
  const weight = 1 / (nx * ny * nz);
  const out = new Float64Array(grid.size);
  let cell = 0;
  for (let i = 0; i < near.length; i++)
    for (let j = 0; j < nearY.length; j++)
      for (let k = 0; k < nearZ.length; k++, cell++) {
        if (near[i] + nearY[j] + nearZ[k] >= limit) continue;
        let sum = 0;
        for (let a = 0; 2 * a < nx; a++)
          sum += alongY(x[nx * i + a], ny * j, nz * k) + alongY(x[nx * (i + 1) - 1 - a], ny * j, nz * k);
        out[cell] = weight * sum;
      }
  return out;
}
