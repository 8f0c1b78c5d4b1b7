import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { Grid } from '../../../src/index.ts';
import { minimalResidual } from '../../linear/minimalResidual.ts';
import type { BoxProblem } from '../box/boxProblem.ts';
import { feasiblePotentials, potentialScratch } from '../feasiblePotentials.ts';

// Potentials this far above their mean carry densities below e^−60: clipping them changes the dual by nothing, and takes
// the steep slopes of the vacuum away.
const CLIP = 60;

const MOST_NEWTON_STEPS = 8;
const FORCING = 1e-4;
const MOST_LINEAR_ITERATIONS = 60;

/**
 * Writes potentials close to `potential` that solve the discrete Hamilton–Jacobi equation backwards from φ^S,
 * φ^j = φ^{j+1} + (Δs/2)(K^j + K^{j+1}): dual feasible up to what the certificate mends by constants.
 */
export type BackwardPotentials = (
  out: Float64Array,
  potential: Float64Array,
  problem: BoxProblem,
) => void;

function squares(
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

/** The solver of Hamilton–Jacobi equations on a grid. */
export function backwardPotentials(grid: Grid): BackwardPotentials {
  const n = grid.size;
  if (grid.dimension === 1 && !grid.axes[0].periodic) {
    const scratch = potentialScratch(n);
    return (out, potential, problem) => feasiblePotentials(out, potential, problem, scratch);
  }
  const [residual, target, kinetic, step] = Array.from({ length: 4 }, () => new Float64Array(n));
  const method = minimalResidual(n);
  const identity = (z: Float64Array, r: Float64Array): void => z.set(r);

  /** out = (Δs/2) K(φ) = strength Σ_{f∋i} |grad φ|². */
  function halfKinetic(out: Float64Array, phi: Float64Array, strength: number): void {
    out.fill(0);
    for (let k = 0; k < grid.dimension; k++) {
      const c = strength / grid.axes[k].spacing ** 2;
      eachFaceBlock(grid, k, (_, l, r, count) => squares(out, phi, l, r, count, c));
    }
  }

  /** out = (1 − (Δs/2) K′(φ)) x: the identity plus transport. */
  function linearised(out: Float64Array, x: Float64Array, phi: Float64Array, strength: number): void {
    out.set(x);
    for (let k = 0; k < grid.dimension; k++) {
      const c = strength / grid.axes[k].spacing ** 2;
      eachFaceBlock(grid, k, (_, l, r, count) => derivatives(out, x, phi, l, r, count, c));
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
      const apply = (out: Float64Array, x: Float64Array): void => linearised(out, x, phi, strength);
      method.solve(step, residual, { apply, precondition: identity }, FORCING, MOST_LINEAR_ITERATIONS);
      for (let i = 0; i < n; i++) if (!Number.isFinite(step[i])) return;
      for (let i = 0; i < n; i++) phi[i] -= step[i];
    }
  }

  return (out, potential, { previous, intervals, timeStep }) => {
    const last = (intervals - 1) * n;
    let mean = 0;
    let mass = 0;
    for (let i = 0; i < n; i++) {
      mean += previous[i] * potential[last + i];
      mass += previous[i];
    }
    mean /= mass;
    for (let k = 0; k < out.length; k++) out[k] = Math.min(potential[k], mean + CLIP);
    const strength = timeStep / (8 * intervals);
    for (let j = intervals - 2; j >= 0; j--) {
      const ahead = out.subarray((j + 1) * n, (j + 2) * n);
      halfKinetic(target, ahead, strength);
      for (let i = 0; i < n; i++) target[i] += ahead[i];
      solveBackward(out.subarray(j * n, (j + 1) * n), strength);
    }
  };
}
