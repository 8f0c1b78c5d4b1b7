import type { Grid } from '../../../src/index.ts';
import { latticeAxes, type Rows, rowsOf } from '../../linear/rows.ts';
import type { BoxIterate } from './boxIterate.ts';

/*
 * Solves with the transport operators of Newton's matrix, I + P and its transpose, (P x)_i = Σ_f ±(left x_L + right x_R): nearly
 * skew, with entries of the size of the cells passed in an interval. Gauss–Seidel with under-relaxation on a chessboard converges
 * quickly for such matrices; a fixed number of sweeps for I + P, and as many in the opposite order for its transpose, are
 * exactly adjoint.
 */

// Sweeps reduce errors by the accuracy asked for by their asymptotic rate; and there are this many at most.
const MOST_SWEEPS = 50;
const LEAST_SWEEPS = 2;

// Where there is no mass this many sweeps are enough, unless more than ROUGH is asked for.
const WHOLE_SWEEPS = 2;

// Where compression would make the diagonal small or negative, far from any solution, it is kept at this.
const LEAST_DIAGONAL = 0.3;

// Cells of less than this part of the mean density count as empty.
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

function addDiagonal(
  d: Float64Array,
  size: Float64Array,
  left: Float64Array,
  right: Float64Array,
  rows: Rows,
  k: number,
): void {
  const { cells } = rows.axes[k];
  const stride = rows.strides[k];
  const block = stride * cells;
  for (let start = 0; start < d.length; start += block) {
    for (let i = 0; i < block; i++) {
      const down = i < stride ? start + i + block - stride : start + i - stride;
      const a = left[start + i];
      const b = right[down];
      d[start + i] += a - b;
      size[start + i] += Math.abs(a) + Math.abs(b);
    }
  }
}

/*
 * Kernels relax every second cell from `first` to before `end`. `upper` holds the coefficient of the upper neighbour, with the cell,
 * `lower` that of the lower neighbour, with the neighbour; outer neighbours are u1 and d1 (u2 and d2) away. Two and three dimensions
 * are written out, as loops over axes inside would cost a factor.
 */

function relax2(
  x: Float64Array,
  b: Float64Array,
  scale: Float64Array,
  keep: Float64Array,
  upper: Float64Array,
  lower: Float64Array,
  upper1: Float64Array,
  lower1: Float64Array,
  sign: number,
  first: number,
  end: number,
  u1: number,
  d1: number,
): void {
  for (let i = first; i < end; i += 2) {
    const along = upper[i] * x[i + 1] - lower[i - 1] * x[i - 1];
    const across = upper1[i] * x[i + u1] - lower1[i + d1] * x[i + d1];
    x[i] = keep[i] * x[i] + scale[i] * (b[i] - sign * (along + across));
  }
}

function relax3(
  x: Float64Array,
  b: Float64Array,
  scale: Float64Array,
  keep: Float64Array,
  upper: Float64Array,
  lower: Float64Array,
  upper1: Float64Array,
  lower1: Float64Array,
  upper2: Float64Array,
  lower2: Float64Array,
  sign: number,
  first: number,
  end: number,
  u1: number,
  d1: number,
  u2: number,
  d2: number,
): void {
  for (let i = first; i < end; i += 2) {
    const along = upper[i] * x[i + 1] - lower[i - 1] * x[i - 1];
    const across = upper1[i] * x[i + u1] - lower1[i + d1] * x[i + d1];
    const outward = upper2[i] * x[i + u2] - lower2[i + d2] * x[i + d2];
    x[i] = keep[i] * x[i] + scale[i] * (b[i] - sign * (along + across + outward));
  }
}

/** The transport solver of a grid. */
export function transportSolver(grid: Grid): TransportSolver {
  const rows = rowsOf(latticeAxes(grid));
  const { count, length: n, next, previous, size } = rows;
  const scale = new Float64Array(size);
  const keep = new Float64Array(size);
  // A grid of one dimension has an axis of one cell in front, across which nothing flows.
  const nothing = rows.axes.slice(grid.dimension).map(() => new Float64Array(size));
  // Around an odd period there are neighbours of one colour.
  const bipartite = grid.axes.every(({ cells, periodic }) => !periodic || cells % 2 === 0);
  let left: readonly Float64Array[] = [];
  let right: readonly Float64Array[] = [];
  let sweeps = LEAST_SWEEPS;
  // The cells of every row between which there is mass.
  const firstThick = new Int32Array(count);
  const endThick = new Int32Array(count);

  /** Relaxes the cell at one end of a row. */
  function relaxEnd(x: Float64Array, b: Float64Array, row: number, sign: number, q: number): void {
    const upper = sign > 0 ? right : left;
    const lower = sign > 0 ? left : right;
    const last = upper.length - 1;
    const o = row * n;
    const below = o + (q > 0 ? q - 1 : n - 1);
    let sum = upper[last][o + q] * x[o + (q < n - 1 ? q + 1 : 0)] - lower[last][below] * x[below];
    for (let k = 0; k < last; k++) {
      const down = previous[k][row] + q;
      sum += upper[k][o + q] * x[next[k][row] + q] - lower[k][down] * x[down];
    }
    x[o + q] = keep[o + q] * x[o + q] + scale[o + q] * (b[o + q] - sign * sum);
  }

  /** Relaxes the cells of one colour of a row that are in `from`…`to` − 1. */
  function relaxRow(
    x: Float64Array,
    b: Float64Array,
    row: number,
    sign: number,
    odd: number,
    from: number,
    to: number,
  ): void {
    const upper = sign > 0 ? right : left;
    const lower = sign > 0 ? left : right;
    const o = row * n;
    const inner = Math.max(from, 1);
    const first = o + inner + ((inner + odd) & 1);
    const end = o + Math.min(to, n - 1);
    // Around an odd period the ends are neighbours: for the transpose they come in the opposite order.
    const before = sign > 0 ? 0 : n - 1;
    const after = n - 1 - before;
    if (before % 2 === odd && before >= from && before < to) relaxEnd(x, b, row, sign, before);
    const u = next[0][row] - o;
    const d = previous[0][row] - o;
    if (next.length === 1)
      relax2(x, b, scale, keep, upper[1], lower[1], upper[0], lower[0], sign, first, end, u, d);
    else {
      const [upper2, upper1, upper0] = upper;
      const [lower2, lower1, lower0] = lower;
      const u1 = next[1][row] - o;
      const d1 = previous[1][row] - o;
      relax3(
        x,
        b,
        scale,
        keep,
        upper0,
        lower0,
        upper1,
        lower1,
        upper2,
        lower2,
        sign,
        first,
        end,
        u1,
        d1,
        u,
        d,
      );
    }
    if (n > 1 && after % 2 === odd && after >= from && after < to) relaxEnd(x, b, row, sign, after);
  }

  function relaxColour(x: Float64Array, b: Float64Array, colour: number, sign: number, whole: boolean): void {
    for (let q = 0; q < count; q++) {
      const row = sign > 0 ? q : count - 1 - q;
      const from = whole ? 0 : firstThick[row];
      const to = whole ? n : endThick[row];
      if (to > from) relaxRow(x, b, row, sign, rows.colour[row] === colour ? 0 : 1, from, to);
    }
  }

  /** Relaxes the cells of one colour from zero, and leaves the others there. */
  function startColour(x: Float64Array, b: Float64Array, colour: number, sign: number): void {
    x.fill(0);
    const whole = sign > 0 || sweeps <= WHOLE_SWEEPS;
    for (let row = 0; row < count; row++) {
      const o = row * n;
      const from = o + (whole ? 0 : firstThick[row]);
      const to = o + (whole ? n : endThick[row]);
      const odd = rows.colour[row] === colour ? 0 : 1;
      for (let i = from + ((from - o + odd) & 1); i < to; i += 2) x[i] = scale[i] * b[i];
    }
  }

  /** All sweeps from zero: the first few, which for the transpose are the last, everywhere, the others where there is mass. */
  function relaxAll(x: Float64Array, b: Float64Array, sign: number): void {
    if (bipartite) startColour(x, b, sign > 0 ? 0 : 1, sign);
    else x.fill(0);
    for (let s = 0; s < sweeps; s++) {
      const whole = (sign > 0 ? s : sweeps - 1 - s) < WHOLE_SWEEPS;
      if (s > 0 || !bipartite) relaxColour(x, b, sign > 0 ? 0 : 1, sign, whole);
      relaxColour(x, b, sign > 0 ? 1 : 0, sign, whole);
    }
  }

  return {
    update(it, j, accuracy) {
      const interval = (a: Float64Array): Float64Array => a.subarray(j * size, (j + 1) * size);
      left = [...nothing, ...it.transportLeft.map(interval)];
      right = [...nothing, ...it.transportRight.map(interval)];
      const density = interval(it.density);
      scale.fill(1);
      keep.fill(0);
      for (let k = 0; k < left.length; k++) addDiagonal(scale, keep, left[k], right[k], rows, k);
      let mean = 0;
      for (const p of density) mean += p / size;
      let slowest = 0;
      firstThick.fill(n);
      endThick.fill(0);
      for (let i = 0; i < size; i++) {
        const diagonal = Math.max(LEAST_DIAGONAL, scale[i]);
        const radius = keep[i] / diagonal;
        const omega = 2 / (1 + Math.sqrt(1 + radius * radius));
        scale[i] = omega / diagonal;
        keep[i] = 1 - omega;
        if (accuracy >= ROUGH && density[i] <= THIN * mean) continue;
        slowest = Math.max(slowest, 1 - omega);
        const row = Math.floor(i / n);
        firstThick[row] = Math.min(firstThick[row], i - row * n);
        endThick[row] = Math.max(endThick[row], i - row * n + 1);
      }
      const needed = Math.ceil(Math.log(accuracy) / Math.log(Math.max(slowest, 1e-3)));
      sweeps = Math.min(MOST_SWEEPS, Math.max(LEAST_SWEEPS, needed));
    },
    forward: (x, b) => relaxAll(x, b, 1),
    backward: (x, b) => relaxAll(x, b, -1),
  };
}
