import { ArgumentError } from '../errors/argumentError.ts';
import { integer } from '../errors/check.ts';
import type { Axis } from '../grid/axis.ts';
import type { Grid } from '../grid/grid.ts';
import { cosineTransform } from './cosineTransform.ts';
import { alongAxis, type LineTransform } from './lineTransform.ts';
import { periodicTransform } from './periodicTransform.ts';

/**
 * The eigenvalues of −div grad along each axis, in the order of {@link gridTransform}: (2/h)² sin²(πk/2n) between
 * walls, (2/h)² sin²(πk/n) when periodic. An eigenvalue of the grid is a sum of one of each axis.
 */
export function laplaceSpectrum(grid: Grid): Float64Array[] {
  return grid.axes.map(({ cells, spacing, periodic }) =>
    Float64Array.from(
      { length: cells },
      (_, k) => ((2 / spacing) * Math.sin((Math.PI * k) / (periodic ? cells : 2 * cells))) ** 2,
    ),
  );
}

/** The eigenvalue of −div grad of every mode, a cell field in the order of {@link gridTransform}. */
export function laplaceEigenvalues(grid: Grid): Float64Array {
  const spectrum = laplaceSpectrum(grid);
  return Float64Array.from({ length: grid.size }, (_, i) =>
    spectrum.reduce((s, lambda, k) => s + lambda[Math.floor(i / grid.strides[k]) % grid.shape[k]], 0),
  );
}

/**
 * The transform of cell fields in which −div grad is diagonal: a cosine transform along every axis between walls, a
 * real Fourier transform along every periodic one. Mode 0 is the plain sum of the field.
 *
 * @param copies - number of cell fields that stand one after another and are all transformed; 1 by default.
 */
export function gridTransform(grid: Grid, copies: number = 1): LineTransform {
  integer('copies', copies, 1);
  const plan = ({ cells, periodic }: Axis): LineTransform =>
    periodic ? periodicTransform(cells) : cosineTransform(cells);
  const length = copies * grid.size;
  const passes = grid.axes.map((axis, k) => {
    const inner = grid.strides[k];
    return alongAxis(plan(axis), length / (axis.cells * inner), inner);
  });
  const [first, ...rest] = passes;
  return {
    length,
    forward(out, x) {
      first.forward(out, x);
      for (const pass of rest) pass.forward(out, out);
    },
    inverse(out, X) {
      first.inverse(out, X);
      for (const pass of rest) pass.inverse(out, out);
    },
  };
}

/** Solves (c₀ − c₁ div grad) u = f for cell fields; `u` may be f itself. */
export type SpectralSolver = (u: Float64Array, f: Float64Array, c0: number, c1: number) => void;

/**
 * A direct solver of (c₀ − c₁ div grad) u = f on a grid, by transforms; calls allocate nothing.
 *
 * With c₀ = 0 the equation fixes u up to a constant and only if f has mean zero: the mean of f is then ignored and the
 * u of mean zero is returned (the least-squares solution of least norm).
 *
 * @throws ArgumentError (on a call) unless c₀ ≥ 0, c₁ ≥ 0 and c₀ + c₁ > 0, all finite.
 */
export function spectralSolver(grid: Grid): SpectralSolver {
  const transform = gridTransform(grid);
  const eigenvalues = laplaceEigenvalues(grid);
  return (u, f, c0, c1) => {
    if (!(c0 >= 0 && c1 >= 0 && c0 + c1 > 0 && c0 + c1 < Infinity))
      throw new ArgumentError('[c0, c1]', [c0, c1], 'finite numbers ≥ 0 that are not both 0');
    transform.forward(u, f);
    u[0] = c0 > 0 ? u[0] / c0 : 0;
    for (let k = 1; k < u.length; k++) u[k] /= c0 + c1 * eigenvalues[k];
    transform.inverse(u, u);
  };
}
