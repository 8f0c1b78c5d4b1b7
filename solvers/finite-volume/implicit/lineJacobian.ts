import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { Grid } from '../../../src/grid/grid.ts';
import {
  cyclicScratch,
  solveCyclicTridiagonal,
  solveTridiagonal,
} from '../../../src/numerics/tridiagonal.ts';
import type { Jacobian } from './jacobian.ts';
import type { System } from './system.ts';

/** The matrix by diagonals; its layout is that of `solveCyclicTridiagonal`. */
interface Diagonals {
  readonly below: Float64Array;
  readonly diagonal: Float64Array;
  readonly above: Float64Array;
}

function faces(
  { below, diagonal, above }: Diagonals,
  system: System,
  k: number,
  face: number,
  left: number,
  right: number,
  count: number,
  monotone: boolean,
): void {
  const { mean, p, psi, slope, shift, x } = system;
  for (let i = 0; i < count; i++) {
    const l = left + i;
    const r = right + i;
    const a = p[l];
    const b = p[r];
    const theta = mean.value(a, b);
    const jump = psi[r] - psi[l];
    const flux = k * theta * (jump + shift[r] - shift[l]);
    let byLeft = k * (mean.slope(a, b) * a * jump - theta * slope[l]);
    let byRight = k * (mean.slope(b, a) * b * jump + theta * slope[r]);
    if (monotone) {
      byLeft = Math.min(byLeft, 0);
      byRight = Math.max(byRight, 0);
    }
    x[l] += flux;
    x[r] -= flux;
    diagonal[l] -= byLeft;
    above[face + i] -= byRight;
    diagonal[r] += byRight;
    below[face + i] += byLeft;
  }
}

/** The Jacobian of one dimension: tridiagonal, solved directly. */
export function lineJacobian(grid: Grid): Jacobian {
  const cells = (): Float64Array => new Float64Array(grid.size);
  const matrix: Diagonals = { below: cells(), diagonal: cells(), above: cells() };
  const { below, diagonal, above } = matrix;
  const scratch = cyclicScratch(grid.size);
  const { spacing, periodic } = grid.axes[0];
  return {
    iterative: false,
    iterations: 0,
    assemble(system, timeStep, monotone) {
      diagonal.set(system.p);
      // Ends of a walled axis: no face, no entry.
      below.fill(0);
      above.fill(0);
      eachFaceBlock(grid, 0, (face, left, right, count) => {
        faces(matrix, system, timeStep / spacing ** 2, face, left, right, count, monotone);
      });
    },
    solve({ x }) {
      const solved = periodic
        ? solveCyclicTridiagonal(x, below, diagonal, above, scratch)
        : solveTridiagonal(x, below, diagonal, above, scratch.work);
      return solved ? 0 : NaN;
    },
  };
}
