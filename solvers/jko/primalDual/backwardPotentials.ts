import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { Grid } from '../../../src/index.ts';
import { solveTridiagonal } from '../../../src/numerics/tridiagonal.ts';
import { minimalResidual } from '../../linear/minimalResidual.ts';
import type { BoxProblem } from '../box/boxProblem.ts';

// Potentials this far above their mean carry densities below e^−60: clipping them changes the dual by nothing, and takes
// the steep slopes of the vacuum away.
const CLIP = 60;

const MOST_NEWTON_STEPS = 8;
const FORCING = 1e-4;
const MOST_LINEAR_ITERATIONS = 60;

/**
 * Writes potentials close to `guess` that solve the discrete Hamilton–Jacobi equation backwards from φ^S,
 * φ^j = φ^{j+1} + (Δs/2)(K^j + K^{j+1}): dual feasible up to what the certificate mends by constants.
 */
export type BackwardPotentials = (out: Float64Array, guess: Float64Array, problem: BoxProblem) => void;

/** Adds c (φ_R − φ_L)² to both cells of each of n faces. */
export function addSquaredJumps(
  out: Float64Array,
  phi: Float64Array,
  l: number,
  r: number,
  n: number,
  c: number,
): void {
  for (let i = 0; i < n; i++) {
    const jump = phi[r + i] - phi[l + i];
    out[l + i] += c * jump * jump;
    out[r + i] += c * jump * jump;
  }
}

function derivatives(
  out: Float64Array,
  x: Float64Array,
  phi: Float64Array,
  l: number,
  r: number,
  n: number,
  c: number,
): void {
  for (let i = 0; i < n; i++) {
    const product = 2 * c * (phi[r + i] - phi[l + i]) * (x[r + i] - x[l + i]);
    out[l + i] -= product;
    out[r + i] -= product;
  }
}

/** residual becomes δ with (1 − (Δs/2) K′(φ)) δ = residual; false if that breaks down. */
type LinearSolver = (residual: Float64Array, phi: Float64Array, strength: number) => boolean;

/** Directly, on a line between walls. */
function solverOnLine(grid: Grid): LinearSolver {
  const n = grid.size;
  const [lower, diagonal, upper, work] = Array.from({ length: 4 }, () => new Float64Array(n));
  return (residual, phi, strength) => {
    const c = (2 * strength) / grid.axes[0].spacing ** 2;
    for (let i = 0; i < n; i++) {
      const left = i > 0 ? c * (phi[i] - phi[i - 1]) : 0;
      const right = i < n - 1 ? c * (phi[i + 1] - phi[i]) : 0;
      diagonal[i] = 1 - left + right;
      if (i > 0) lower[i - 1] = left;
      if (i < n - 1) upper[i] = -right;
    }
    return solveTridiagonal(residual, lower, diagonal, upper, work);
  };
}

/** By minimal residuals elsewhere: the matrix is the identity plus transport. */
function krylovSolver(grid: Grid): LinearSolver {
  const method = minimalResidual(grid.size);
  const x = new Float64Array(grid.size);
  const weight = new Float64Array(grid.size).fill(1);
  const precondition = (z: Float64Array, r: Float64Array): void => z.set(r);
  return (residual, phi, strength) => {
    const apply = (out: Float64Array, y: Float64Array): void => {
      out.set(y);
      for (let k = 0; k < grid.dimension; k++) {
        const c = strength / grid.axes[k].spacing ** 2;
        eachFaceBlock(grid, k, (_, l, r, count) => derivatives(out, y, phi, l, r, count, c));
      }
    };
    method.solve(x, residual, { apply, precondition, weight }, FORCING, MOST_LINEAR_ITERATIONS);
    residual.set(x);
    return true;
  };
}

/** The solver of Hamilton–Jacobi equations on a grid. */
export function backwardPotentials(grid: Grid): BackwardPotentials {
  const n = grid.size;
  const [residual, target, kinetic] = Array.from({ length: 3 }, () => new Float64Array(n));
  const solve = grid.dimension === 1 && !grid.axes[0].periodic ? solverOnLine(grid) : krylovSolver(grid);

  /** out = (Δs/2) K(φ) = strength Σ_{f∋i} |grad φ|². */
  function halfKinetic(out: Float64Array, phi: Float64Array, strength: number): void {
    out.fill(0);
    for (let k = 0; k < grid.dimension; k++) {
      const c = strength / grid.axes[k].spacing ** 2;
      eachFaceBlock(grid, k, (_, l, r, count) => addSquaredJumps(out, phi, l, r, count, c));
    }
  }

  /** Newton's method for φ − (Δs/2) K(φ) = target, in place from φ; keeps the last iterate if it breaks down. */
  function solveBackward(phi: Float64Array, strength: number): void {
    for (let k = 0; k < MOST_NEWTON_STEPS; k++) {
      halfKinetic(kinetic, phi, strength);
      let largest = 0;
      for (let i = 0; i < n; i++) {
        residual[i] = phi[i] - kinetic[i] - target[i];
        largest = Math.max(largest, Math.abs(residual[i]));
      }
      if (largest <= 1e-14) return;
      if (!solve(residual, phi, strength)) return;
      for (let i = 0; i < n; i++) if (!Number.isFinite(residual[i])) return;
      for (let i = 0; i < n; i++) phi[i] -= residual[i];
    }
  }

  return (out, guess, { previous, intervals, timeStep }) => {
    const most = meanOf(guess.subarray((intervals - 1) * n), previous) + CLIP;
    for (let k = 0; k < out.length; k++) out[k] = Math.min(guess[k], most);
    const strength = timeStep / (8 * intervals);
    for (let j = intervals - 2; j >= 0; j--) {
      const ahead = out.subarray((j + 1) * n, (j + 2) * n);
      halfKinetic(target, ahead, strength);
      for (let i = 0; i < n; i++) target[i] += ahead[i];
      solveBackward(out.subarray(j * n, (j + 1) * n), strength);
    }
  };
}

/** The mean of φ over a density. */
function meanOf(phi: Float64Array, density: Float64Array): number {
  let sum = 0;
  let mass = 0;
  for (let i = 0; i < density.length; i++) {
    sum += density[i] * phi[i];
    mass += density[i];
  }
  return sum / mass;
}
