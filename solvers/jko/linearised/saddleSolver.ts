import type { Grid } from '../../../src/index.ts';
import type { LinearMap, LinearSolve } from '../../linear/conjugateGradients.ts';
import { minimalResidual } from '../../linear/minimalResidual.ts';
import { type BandSchur, bandSchur } from '../box/bandSchur.ts';
import type { BoxIterate } from '../box/boxIterate.ts';
import type { NewtonSystem } from '../box/newtonSystem.ts';
import { addContinuity, applyTransposed } from '../box/schur.ts';
import type { SaddleOperator } from './saddleOperator.ts';

const TOLERANCE = 1e-14;
const MOST_ITERATIONS = 144;

// Accuracy of preconditioning by conjugate gradients.
const INNER = 1e-4;

// For one interval multigrid is faster than a factorisation of more operations than this.
const MOST_OPERATIONS = 2e7;

/** A solver of M x = b for the saddle matrix of one grid and number of intervals. */
export interface SaddleSolver {
  /** Takes the coefficients that an iterate has been loaded with. */
  update(it: BoxIterate): void;
  /** x = M⁻¹ b; overwrites b. */
  solve(x: Float64Array, b: Float64Array, operator: SaddleOperator): LinearSolve;
}

/**
 * Minimal residuals, preconditioned by the Schur complement K + C D⁻¹ Cᵀ of Newton's matrix: its band factors, or where these would
 * take too much conjugate gradients with multigrid.
 *
 * Where H = D – one interval, a local energy, the arithmetic mean – the preconditioner is M⁻¹ itself and one iteration is enough, or two;
 * otherwise what is left of M are the proximal term, the curvature of θ, which D bounds, and W∗, which is compact.
 *
 * @param mostOperations - that a factorisation may take; 2e7 for one interval and 5e9 for more unless said otherwise.
 */
export function saddleSolver(
  grid: Grid,
  intervals: number,
  system: NewtonSystem,
  mostOperations?: number,
): SaddleSolver {
  const size = grid.size * intervals;
  const krylov = minimalResidual(2 * size);
  const factors = bandSchur(
    grid,
    intervals,
    mostOperations ?? (intervals === 1 ? MOST_OPERATIONS : undefined),
  );
  const weight = new Float64Array(2 * size);
  const [carried, right] = [new Float64Array(size), new Float64Array(size)];

  /** Solves M̃ z = r with D for H by the factors of the Schur complement. */
  function directly(z: Float64Array, r: Float64Array, it: BoxIterate, { solve }: BandSchur): void {
    const [dp, dphi] = [z.subarray(0, size), z.subarray(size)];
    for (let k = 0; k < size; k++) {
      carried[k] = it.inverseCurvature[k] * r[k];
      right[k] = -r[size + k];
    }
    addContinuity(right, carried, it, 1);
    solve(dphi, right);
    applyTransposed(right, dphi, it);
    for (let k = 0; k < size; k++) dp[k] = it.inverseCurvature[k] * (r[k] - right[k]);
  }

  function iteratively(z: Float64Array, r: Float64Array, it: BoxIterate): void {
    for (let k = 0; k < size; k++) {
      it.stationarity[k] = -r[k];
      it.outflow[k] = -r[size + k];
    }
    system.solve(it, INNER);
    z.set(it.potentialStep, size);
    for (let k = 0; k < size; k++) z[k] = it.inverseCurvature[k] * (r[k] - it.pulled[k]);
  }

  let precondition: LinearMap = () => {};
  return {
    update(it) {
      precondition = factors?.factor(it)
        ? (z, r) => directly(z, r, it, factors)
        : (z, r) => iteratively(z, r, it);
      for (let k = 0; k < size; k++) {
        weight[k] = 1 / it.weight[k];
        weight[size + k] = it.weight[k];
      }
    },
    solve: (x, b, { apply }) =>
      krylov.solve(x, b, { apply, precondition, weight }, TOLERANCE, MOST_ITERATIONS),
  };
}
