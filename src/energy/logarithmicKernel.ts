import { ArgumentError } from '../errors/argumentError.ts';
import type { Grid } from '../grid/grid.ts';
import type { Field } from './term.ts';

/** Second differences: of the second antiderivative of W, they are what cells see of W. */
const DIFFERENCES = [
  [-1, 1],
  [0, -2],
  [1, 1],
] as const;

/** From this distance in cells on, the series of the plane has all digits that the closed form there has. */
const FAR = 8;

/** ∬ log|x − y| over two intervals of length 1 at distance k: ½ Δ²(k² log k) − 3/2. */
function onLine(k: number): number {
  if (k === 0) return -1.5;
  if (k === 1) return 2 * Math.log(2) - 1.5;
  return Math.log(k) + 0.5 * ((k + 1) ** 2 * Math.log1p(1 / k) + (k - 1) ** 2 * Math.log1p(-1 / k)) - 1.5;
}

/** G with ∂x²∂y² G = log r: −Re z⁴(log z − 25/12)/24, on branches of arg z whose jumps ∂x²∂y² does not see. */
function antiderivative(x: number, y: number): number {
  if (x === 0 && y === 0) return 0;
  const re = x ** 4 - 6 * x * x * y * y + y ** 4;
  const angle = (a: number, b: number): number => (b === 0 ? 0 : Math.atan(a / b));
  const turned = 4 * x * y * (x * x * angle(y, x) + y * y * angle(x, y));
  return (turned - re * (Math.log(Math.hypot(x, y)) - 25 / 12)) / 24;
}

/** ∬ log|x − y| over two unit squares at distance (k, l). log r is harmonic: of its moments only those of z⁴, z⁸, … are left. */
function inPlane(k: number, l: number): number {
  const r = Math.hypot(k, l);
  if (r >= FAR) {
    const turn = 4 * Math.atan2(l, k);
    return Math.log(r) + Math.cos(turn) / (120 * r ** 4) - Math.cos(2 * turn) / (360 * r ** 8);
  }
  let sum = 0;
  for (const [a, p] of DIFFERENCES)
    for (const [b, q] of DIFFERENCES) sum += p * q * antiderivative(k + a, l + b);
  return sum;
}

/**
 * The logarithm as a kernel for {@link interaction} on one grid, averaged over pairs of cells instead of cut off at 0:
 *
 *     W(x_i − x_j) = h^−2d ∬ log|x − y| dx dy,   x in cell i, y in cell j.
 *
 * The energy is then exact for densities that are constant in cells, and W differs from log|x| by −h²/(12 x²) + … on a line, by
 * O(h⁴/r⁴) in the plane, where the logarithm is harmonic. Accurate to 1e-15 per cell of distance on a line, 1e-11 in the plane.
 *
 * @param grid - a line between walls, or a plane box between walls of square cells.
 * @returns W at differences of cell centres of that grid.
 * @throws ArgumentError for other grids.
 * @see [Singular kernels](/theory/energies#singular-kernels)
 */
export function logarithmicKernel(grid: Grid): Field {
  const [{ spacing: h }] = grid.axes;
  const fits =
    grid.dimension < 3 &&
    grid.axes.every(({ spacing, periodic }) => !periodic && Math.abs(spacing / h - 1) < 1e-12);
  if (!fits)
    throw new ArgumentError('grid', grid.toString(), 'a line, or a box of square cells, between walls');
  const inCells = (x: number): number => Math.round(Math.abs(x) / h);
  const unit = Math.log(h);
  return grid.dimension === 1
    ? (x) => unit + onLine(inCells(x))
    : (x, y) => unit + inPlane(inCells(x), inCells(y));
}
