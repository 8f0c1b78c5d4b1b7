import type { Grid } from '../../../src/index.ts';
import { conjugateGradients, type LinearSolve } from '../../linear/conjugateGradients.ts';
import { type Multigrid, multigrid } from '../../linear/multigrid.ts';
import { bandSchur } from './bandSchur.ts';
import type { BoxIterate } from './boxIterate.ts';
import {
  addContinuity,
  addDiffusion,
  addPull,
  addPullAndDiffusion,
  addPush,
  applyTransposed,
} from './schur.ts';
import { type TransportSolver, transportSolver } from './transport.ts';

const MOST_ITERATIONS = 200;

// With the factors of the matrix itself one or two do; what rounding keeps from getting there in so many will not get there.
const MOST_REFINEMENTS = 20;

// Accuracy of transport solves: as much as an inexact Newton step has use for, and more where it is held up.
const CARRIED = 1e-2;
const RELATIVE = 0.3;

/** Newton's linear system on n cells and S intervals, with its work space. */
export interface NewtonSystem {
  /**
   * Writes δφ and Cᵀ δφ into the iterate's `potentialStep` and `pulled`, for the coefficients and residuals that it holds, δp being
   * −D⁻¹ (stationarity + Cᵀ δφ).
   *
   * @param tolerance - of the residual relative to the right-hand side, in the norm (Σ w r²)^{1/2} with the iterate's `weight`.
   * @param maxIterations - 200 unless said otherwise.
   */
  solve(it: BoxIterate, tolerance: number, maxIterations?: number): LinearSolve;
  /**
   * As `solve`, with transports solved exactly: by conjugate gradients on K + C D⁻¹ Cᵀ itself, for which its factors precondition, and
   * where there are none the approximate transport solves. Slower for several intervals, and right for whatever velocities.
   */
  solveExactly(it: BoxIterate, tolerance: number, maxIterations: number): LinearSolve;
  /** The map b = (I + P^j)⁻ᵀ b for the velocities that interval j < S has now, approximately. */
  carrierBack(it: BoxIterate, j: number): (b: Float64Array) => void;
}

/**
 * The Schur complement K + C D⁻¹ Cᵀ by conjugate gradients with multigrid.
 *
 * With several intervals D is nearly zero at all but the last: the δφ^j between are carried along by Cᵀ δφ ≈ 0, and penalising that with
 * D⁻¹ would be hopeless. So the unknowns are ψ^j = (Cᵀ δφ)^j for j < S and ψ^S = δφ^S: with L the map from δφ to ψ the matrix is
 *
 *     L⁻ᵀ K L⁻¹ + diag(D^1, …)⁻¹,     the last block (I + P) D⁻¹ (I + P)ᵀ,
 *
 * where L⁻¹ goes backwards through the intervals, one transport solve each, and L⁻ᵀ forwards. ψ^j meets the conductors of all intervals
 * up to j: one multigrid method for each is the preconditioner.
 */
export function newtonSystem(grid: Grid, intervals: number): NewtonSystem {
  const n = grid.size;
  const size = n * intervals;
  const last = size - n;
  const methods: Multigrid[] = Array.from({ length: intervals }, () => multigrid(grid));
  const transports: TransportSolver[] = Array.from({ length: intervals - 1 }, () => transportSolver(grid));
  const factors = intervals > 1 ? bandSchur(grid, intervals) : null;
  const solver = conjugateGradients(size);
  const psi = new Float64Array(size);
  const right = new Float64Array(size);
  const phi = new Float64Array(intervals > 1 ? size : 0);
  const swept = new Float64Array(intervals > 1 ? size : 0);
  const cells = new Float64Array(n);
  const view = (x: Float64Array, j: number): Float64Array => x.subarray(j * n, (j + 1) * n);

  /** φ = L⁻¹ ψ. */
  function sweepBack(out: Float64Array, x: Float64Array, it: BoxIterate): void {
    out.set(view(x, intervals - 1), last);
    for (let j = intervals - 2; j >= 0; j--) {
      for (let i = 0; i < n; i++) cells[i] = x[j * n + i] + out[(j + 1) * n + i];
      addPull(cells, 0, out, (j + 1) * n, it, j + 1, -1);
      transports[j].backward(view(out, j), cells);
    }
  }

  /** u = L⁻ᵀ r; u and r may not be the same. */
  function sweepOn(out: Float64Array, r: Float64Array, it: BoxIterate): void {
    for (let j = 0; j < intervals; j++) {
      cells.set(view(r, j));
      if (j > 0) {
        for (let i = 0; i < n; i++) cells[i] += out[(j - 1) * n + i];
        addPush(cells, 0, out, (j - 1) * n, it, j, -1);
      }
      if (j < intervals - 1) transports[j].forward(view(out, j), cells);
      else out.set(cells, last);
    }
  }

  /** out += (I + P) D⁻¹ x in the last interval, D⁻¹ x in the others, for x = stationarity or Mᵀ ψ. */
  function addDensities(out: Float64Array, x: Float64Array, it: BoxIterate, sign: number): void {
    const { inverseCurvature, scratch } = it;
    for (let k = 0; k < size; k++) {
      const y = inverseCurvature[k] * x[k];
      scratch[k] = y;
      out[k] += sign * y;
    }
    addPush(out, last, scratch, last, it, intervals - 1, sign);
  }

  /** Cᵀ δφ from ψ: the last block is (I + P)ᵀ ψ^S. */
  function pulled(out: Float64Array, x: Float64Array, it: BoxIterate): void {
    out.set(x);
    addPull(out, last, x, last, it, intervals - 1, 1);
  }

  function apply(out: Float64Array, x: Float64Array, it: BoxIterate): void {
    if (intervals === 1) {
      out.fill(0);
      it.pulled.set(x);
      addPullAndDiffusion(it.pulled, out, x, it);
    } else {
      sweepBack(phi, x, it);
      swept.fill(0);
      addDiffusion(swept, phi, it);
      sweepOn(out, swept, it);
      pulled(it.pulled, x, it);
    }
    addDensities(out, it.pulled, it, 1);
  }

  function update(it: BoxIterate, tolerance: number): void {
    for (let j = 0; j < intervals - 1; j++)
      transports[j].update(it, j, Math.min(CARRIED, RELATIVE * tolerance));
    for (let j = 0; j < intervals; j++) {
      const { mass, faces } = methods[j].operator;
      // A grid of one dimension has an axis of one cell in front.
      const offset = faces.length - grid.dimension;
      mass.set(view(it.inverseCurvature, j));
      for (let k = 0; k < grid.dimension; k++) {
        faces[offset + k].set(view(it.conductance[k], j));
        if (j === 0) continue;
        const before = methods[j - 1].operator.faces[offset + k];
        for (let i = 0; i < n; i++) faces[offset + k][i] += before[i];
      }
      methods[j].update();
    }
  }

  function precondition(z: Float64Array, r: Float64Array): void {
    for (let j = 0; j < intervals; j++) methods[j].cycle(view(z, j), view(r, j));
  }

  /** out += sign C D⁻¹ y. */
  function addTransport(out: Float64Array, y: Float64Array, it: BoxIterate, sign: number): void {
    const { inverseCurvature, scratch } = it;
    for (let k = 0; k < size; k++) scratch[k] = inverseCurvature[k] * y[k];
    addContinuity(out, scratch, it, sign);
  }

  function solve(it: BoxIterate, tolerance: number, maxIterations: number): LinearSolve {
    update(it, tolerance);
    if (intervals === 1) right.set(it.outflow);
    else sweepOn(right, it.outflow, it);
    addDensities(right, it.stationarity, it, -1);
    const system = {
      apply: (out: Float64Array, x: Float64Array) => apply(out, x, it),
      precondition,
      weight: it.weight,
    };
    const solved = solver.solve(psi, right, system, tolerance, maxIterations);
    if (intervals === 1) it.potentialStep.set(psi);
    else sweepBack(it.potentialStep, psi, it);
    pulled(it.pulled, psi, it);
    return solved;
  }

  function solveExactly(it: BoxIterate, tolerance: number, maxIterations: number): LinearSolve {
    if (intervals === 1) return solve(it, tolerance, maxIterations);
    const direct = factors?.factor(it) ? factors : null;
    if (direct === null) update(it, CARRIED);
    right.set(it.outflow);
    addTransport(right, it.stationarity, it, -1);
    const approximately = (z: Float64Array, r: Float64Array): void => {
      sweepOn(swept, r, it);
      precondition(psi, swept);
      sweepBack(z, psi, it);
    };
    const system = {
      apply(out: Float64Array, x: Float64Array): void {
        applyTransposed(phi, x, it);
        out.fill(0);
        addTransport(out, phi, it, 1);
        addDiffusion(out, x, it);
      },
      precondition: direct === null ? approximately : direct.solve,
      weight: it.weight,
    };
    const most = direct === null ? maxIterations : MOST_REFINEMENTS;
    const solved = solver.solve(it.potentialStep, right, system, tolerance, most);
    applyTransposed(it.pulled, it.potentialStep, it);
    return solved;
  }

  return {
    solve: (it, tolerance, maxIterations = MOST_ITERATIONS) => solve(it, tolerance, maxIterations),
    solveExactly,
    carrierBack(it, j) {
      transports[j].update(it, j, CARRIED);
      return (b) => {
        transports[j].backward(cells, b);
        b.set(cells);
      };
    },
  };
}
