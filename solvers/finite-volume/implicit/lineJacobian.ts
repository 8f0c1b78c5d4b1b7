import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { Grid } from '../../../src/grid/grid.ts';
import {
  cyclicScratch,
  solveCyclicTridiagonal,
  solveTridiagonal,
} from '../../../src/numerics/tridiagonal.ts';
import type { FaceWeights } from '../flux/index.ts';
import { eachWeighedRun } from './eachWeighedRun.ts';
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
  weights: FaceWeights,
  k: number,
  face: number,
  left: number,
  right: number,
  count: number,
  monotone: boolean,
): void {
  const { p, psi, slope, shift, x } = system;
  const { theta, byLeft: thetaByLeft, byRight: thetaByRight, byJump } = weights;
  for (let i = 0; i < count; i++) {
    const l = left + i;
    const r = right + i;
    const jump = psi[r] - psi[l];
    const shifts = shift[r] - shift[l];
    const conducted = theta[i] + jump * byJump[i];
    const flux = k * theta[i] * (jump + shift[r] - shift[l]) + k * jump * byJump[i] * shifts;
    let byLeft = k * (thetaByLeft[i] * p[l] * jump - conducted * slope[l]);
    let byRight = k * (thetaByRight[i] * p[r] * jump + conducted * slope[r]);
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
        const k = timeStep / spacing ** 2;
        eachWeighedRun(system, system.p, system.psi, left, right, count, (weights, done, length) => {
          faces(matrix, system, weights, k, face + done, left + done, right + done, length, monotone);
        });
      });
    },
    apply(out, x) {
      for (let i = 0; i < x.length; i++) out[i] = diagonal[i] * x[i];
      eachFaceBlock(grid, 0, (face, left, right, count) => {
        for (let i = 0; i < count; i++) {
          out[left + i] += above[face + i] * x[right + i];
          out[right + i] += below[face + i] * x[left + i];
        }
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
