import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { Grid } from '../../../src/index.ts';
import { conduct } from '../../linear/conduct.ts';
import { conjugateGradients } from '../../linear/conjugateGradients.ts';
import { multigrid } from '../../linear/multigrid.ts';
import { momentumBetween } from '../faceValues.ts';
import { divergence } from './boxCertificate.ts';
import type { BoxIterate } from './boxIterate.ts';
import type { BoxProblem } from './boxProblem.ts';

// Residual of a first solve relative to its right-hand side, of later ones, and of the last relative to the mean density.
const COARSE = 1e-2;
const NEXT = 1e-6;
const FINE = 1e-14;

// What is left below rounding is not won by more rounds.
const MOST_ROUNDS = 4;
const MOST_ITERATIONS = 60;

/** Gives an iterate of whatever positive densities the momentum that the continuity equation asks for. */
export interface ContinuityRestoration {
  /**
   * Writes the momentum m that satisfies the continuity equation and is nearest to τ θ grad φ in the metric 1/θ:
   * m = θ grad(τφ + ψ), −div(θ grad ψ) = (p^j − p^{j−1})/Δs + div(τ θ grad φ). Of all momenta it has the least kinetic energy, and
   * gives the certificate its least gap.
   *
   * Densities are of equal mass, mobilities have been evaluated. On a line between walls the sums of the densities themselves
   * give m; elsewhere ψ is found by conjugate gradients and multigrid, repeated on what is left, down to rounding if `fine`.
   */
  restore(it: BoxIterate, problem: BoxProblem, fine: boolean): void;
}

function addFlux(
  m: Float64Array,
  theta: Float64Array,
  x: Float64Array,
  at: number,
  from: number,
  l: number,
  r: number,
  n: number,
  c: number,
): void {
  for (let i = 0; i < n; i++) m[at + l + i] += c * theta[at + l + i] * (x[from + r + i] - x[from + l + i]);
}

/** On a line between walls. */
function restoreOnLine({ density, momentum, grid }: BoxIterate, { previous, intervals }: BoxProblem): void {
  const n = grid.size;
  const scale = grid.axes[0].spacing * intervals;
  for (let j = 0; j < intervals; j++) {
    if (j === 0) momentumBetween(momentum[0], previous, 0, density, 0, n, scale);
    else momentumBetween(momentum[0], density, (j - 1) * n, density, j * n, n, scale);
  }
}

/** The restoration on a grid. */
export function continuityRestoration(grid: Grid): ContinuityRestoration {
  if (grid.dimension === 1 && !grid.axes[0].periodic) return { restore: restoreOnLine };
  const n = grid.size;
  const method = multigrid(grid);
  const solver = conjugateGradients(n);
  const right = new Float64Array(n);
  const psi = new Float64Array(n);
  const faces = method.operator.faces.slice(-grid.dimension);
  const system = {
    apply: (out: Float64Array, x: Float64Array): void => conduct(out, x, faces, grid),
    precondition: method.cycle,
    weight: new Float64Array(n).fill(1),
  };

  /** m^j += c θ^j grad x, x beginning at `from`. */
  function add(it: BoxIterate, j: number, x: Float64Array, from: number, c: number): void {
    for (let k = 0; k < grid.dimension; k++)
      eachFaceBlock(grid, k, (_, l, r, count) =>
        addFlux(it.momentum[k], it.mobility[k], x, j * n, from, l, r, count, c / grid.axes[k].spacing),
      );
  }

  /** What is missing of div m^j, less its mean; returns its norm. */
  function residual(it: BoxIterate, { previous, intervals }: BoxProblem, j: number): number {
    const { density } = it;
    divergence(right, it.momentum, it, j);
    let mean = 0;
    for (let i = 0; i < n; i++) {
      const k = j * n + i;
      right[i] += intervals * (density[k] - (j === 0 ? previous[i] : density[k - n]));
      mean += right[i] / n;
    }
    let square = 0;
    for (let i = 0; i < n; i++) {
      right[i] -= mean;
      square += right[i] * right[i];
    }
    return Math.sqrt(square);
  }

  return {
    restore(it, problem, fine) {
      const { previous, intervals, timeStep } = problem;
      let square = 0;
      for (const p of previous) square += p * p;
      const enough = FINE * intervals * Math.sqrt(square);
      for (let j = 0; j < intervals; j++) {
        for (let k = 0; k < grid.dimension; k++) {
          const c = 1 / grid.axes[k].spacing ** 2;
          it.momentum[k].fill(0, j * n, (j + 1) * n);
          for (let i = 0; i < n; i++) faces[k][i] = c * it.mobility[k][j * n + i];
        }
        method.operator.mass.fill(0);
        method.update();
        add(it, j, it.potential, j * n, timeStep);
        for (let round = 0; round < (fine ? MOST_ROUNDS : 1); round++) {
          const norm = residual(it, problem, j);
          if (norm <= enough) break;
          solver.solve(psi, right, system, Math.max(fine ? NEXT : COARSE, enough / norm), MOST_ITERATIONS);
          add(it, j, psi, 0, 1);
        }
      }
    },
  };
}
