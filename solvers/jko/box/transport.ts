import type { Grid } from '../../../src/index.ts';
import { latticeAxes, type Rows, rowsOf } from '../../linear/rows.ts';
import type { BoxIterate } from './boxIterate.ts';

/*
 * Solves with the transport operators of Newton's matrix, I + P and its transpose, (P x)_i = Σ_f ±(left x_L + right x_R): nearly
 * skew, with entries of the size of the cells passed in an interval. Gauss–Seidel with under-relaxation converges quickly for such
 * matrices; a fixed number of sweeps forwards for I + P, and as many backwards for its transpose, are exactly adjoint.
 */

// Sweeps reduce errors by the accuracy asked for by their asymptotic rate; and there are this many at most.
const MOST_SWEEPS = 200;
const LEAST_SWEEPS = 2;

// Where compression would make the diagonal small or negative, far from any solution, it is kept at this.
const LEAST_DIAGONAL = 0.3;

// Cells of less than this part of the mean density do not decide about the number of sweeps, unless more than ROUGH is asked for.
const THIN = 1e-3;
const ROUGH = 1e-4;

/** Solves with the transport operators of one interval. */
export interface TransportSolver {
  /** Takes the coefficients of interval j, and the accuracy of the solves. */
  update(it: BoxIterate, j: number, accuracy: number): void;
  /** x = (I + P)⁻¹ b. */
  forward(x: Float64Array, b: Float64Array): void;
  /** x = (I + Pᵀ)⁻¹ b. */
  backward(x: Float64Array, b: Float64Array): void;
}

function addOuter(
  t: Float64Array,
  x: Float64Array,
  upper: Float64Array,
  lower: Float64Array,
  at: number,
  o: number,
  up: number,
  down: number,
  sign: number,
): void {
  for (let i = 0; i < t.length; i++)
    t[i] -= sign * (upper[at + o + i] * x[up + i] - lower[at + down + i] * x[down + i]);
}

function alongRow(
  x: Float64Array,
  t: Float64Array,
  upper: Float64Array,
  lower: Float64Array,
  scale: Float64Array,
  keep: Float64Array,
  at: number,
  o: number,
  sign: number,
): void {
  const n = t.length;
  const c = at + o;
  for (let q = 0; q < n; q++) {
    const i = sign > 0 ? q : n - 1 - q;
    const next = i < n - 1 ? i + 1 : 0;
    const before = i > 0 ? i - 1 : n - 1;
    const s = t[i] - sign * (upper[c + i] * x[o + next] - lower[c + before] * x[o + before]);
    x[o + i] = keep[o + i] * x[o + i] + scale[o + i] * s;
  }
}

function addDiagonal(
  d: Float64Array,
  size: Float64Array,
  left: Float64Array,
  right: Float64Array,
  at: number,
  rows: Rows,
  k: number,
): void {
  const { cells } = rows.axes[k];
  const stride = rows.strides[k];
  const block = stride * cells;
  for (let start = 0; start < d.length; start += block) {
    for (let i = 0; i < block; i++) {
      const down = i < stride ? start + i + block - stride : start + i - stride;
      const a = left[at + start + i];
      const b = right[at + down];
      d[start + i] += a - b;
      size[start + i] += Math.abs(a) + Math.abs(b);
    }
  }
}

/** The transport solver of a grid. */
export function transportSolver(grid: Grid): TransportSolver {
  const rows = rowsOf(latticeAxes(grid));
  const offset = rows.axes.length - grid.dimension;
  const { count, length, next, previous } = rows;
  const last = grid.dimension - 1;
  const scale = new Float64Array(grid.size);
  const keep = new Float64Array(grid.size);
  const row = new Float64Array(length);
  let left: readonly Float64Array[] = [];
  let right: readonly Float64Array[] = [];
  let at = 0;
  let sweeps = LEAST_SWEEPS;

  function relax(x: Float64Array, b: Float64Array, r: number, sign: number): void {
    const o = r * length;
    const upper = sign > 0 ? right : left;
    const lower = sign > 0 ? left : right;
    for (let i = 0; i < length; i++) row[i] = b[o + i];
    for (let k = 0; k < last; k++)
      addOuter(row, x, upper[k], lower[k], at, o, next[offset + k][r], previous[offset + k][r], sign);
    alongRow(x, row, upper[last], lower[last], scale, keep, at, o, sign);
  }

  return {
    update(it, j, accuracy) {
      left = it.transportLeft;
      right = it.transportRight;
      at = j * grid.size;
      scale.fill(1);
      keep.fill(0);
      for (let k = 0; k <= last; k++) addDiagonal(scale, keep, left[k], right[k], at, rows, offset + k);
      let mean = 0;
      for (let i = 0; i < grid.size; i++) mean += it.density[at + i] / grid.size;
      let slowest = 0;
      for (let i = 0; i < grid.size; i++) {
        const diagonal = Math.max(LEAST_DIAGONAL, scale[i]);
        const radius = keep[i] / diagonal;
        const omega = 2 / (1 + Math.sqrt(1 + radius * radius));
        scale[i] = omega / diagonal;
        keep[i] = 1 - omega;
        if (accuracy < ROUGH || it.density[at + i] > THIN * mean) slowest = Math.max(slowest, 1 - omega);
      }
      const needed = Math.ceil(Math.log(accuracy) / Math.log(Math.max(slowest, 1e-3)));
      sweeps = Math.min(MOST_SWEEPS, Math.max(LEAST_SWEEPS, needed));
    },
    forward(x, b) {
      x.fill(0);
      for (let s = 0; s < sweeps; s++) for (let r = 0; r < count; r++) relax(x, b, r, 1);
    },
    backward(x, b) {
      x.fill(0);
      for (let s = 0; s < sweeps; s++) for (let r = count - 1; r >= 0; r--) relax(x, b, r, -1);
    },
  };
}
