import type { Coarsening } from './coarsen.ts';

/**
 * Interpolation from a coarse lattice to a fine one that follows the flux, and its adjoint.
 *
 * Along an axis a fine cell lies between the centre of its own coarse cell and that of the neighbour it is nearer to, and
 * takes the value that a constant flux between the two gives it: a quarter of the neighbour's for equal faces, nothing from
 * across a bad conductor. Axes multiply.
 * Source: Alcouffe–Brandt–Dendy–Painter 1981, The multi-grid method for the diffusion equation with strongly discontinuous
 * coefficients, here for cell centres.
 */
export interface Transfer {
  /** Takes the weights from the conductances of the coarsening. */
  update(): void;
  /** x += P X. */
  interpolate(x: Float64Array, coarse: Float64Array): void;
  /** R = Pᵀ r. */
  restrict(coarse: Float64Array, r: Float64Array): void;
}

/** Of one axis, the share that the lower and upper neighbours have in the two halves of a coarse cell. */
interface Shares {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

function share(half: number, crossing: number, beyond: number): number {
  if (!(crossing > 0)) return 0;
  const s = half / (half + 1 / crossing + beyond);
  // Where nothing conducts there is nothing to follow.
  return s >= 0 ? s : 0;
}

function updateShares(out: Shares, { coarse, halved, crossing, half }: Coarsening, k: number): void {
  const { cells } = coarse.axes[k];
  const stride = coarse.strides[k];
  if (!halved[k] || cells === 1) return;
  for (let i = 0; i < coarse.size; i++) {
    const index = Math.floor(i / stride) % cells;
    const up = index < cells - 1 ? i + stride : i - (cells - 1) * stride;
    const down = index > 0 ? i - stride : i + (cells - 1) * stride;
    out.upper[i] = share(half[k][i], crossing[k][i], half[k][up]);
    out.lower[i] = share(half[k][i], crossing[k][down], half[k][down]);
  }
}

/** x += interpolation along a row of coarse cells at `near` and one at `far`, which has the share `across`. */
function interpolateRow(
  x: Float64Array,
  o: number,
  n: number,
  X: Float64Array,
  near: number,
  far: number,
  m: number,
  halved: boolean,
  along: Shares,
  across: Float64Array,
): void {
  const { lower, upper } = along;
  for (let j = 0; j < m; j++) {
    const i = near + j;
    const v = across[i];
    const value = X[i] + v * (X[far + j] - X[i]);
    if (!halved) {
      x[o + j] += value;
      continue;
    }
    const before = j > 0 ? j - 1 : m - 1;
    const below = X[near + before] + v * (X[far + before] - X[near + before]);
    x[o + 2 * j] += value + lower[i] * (below - value);
    if (2 * j + 1 === n) continue;
    const after = j < m - 1 ? j + 1 : 0;
    const above = X[near + after] + v * (X[far + after] - X[near + after]);
    x[o + 2 * j + 1] += value + upper[i] * (above - value);
  }
}

/** The adjoint of {@link interpolateRow}. */
function restrictRow(
  X: Float64Array,
  near: number,
  far: number,
  m: number,
  r: Float64Array,
  o: number,
  n: number,
  halved: boolean,
  along: Shares,
  across: Float64Array,
): void {
  const { lower, upper } = along;
  for (let j = 0; j < m; j++) {
    const i = near + j;
    const v = across[i];
    if (!halved) {
      X[i] += (1 - v) * r[o + j];
      X[far + j] += v * r[o + j];
      continue;
    }
    const left = r[o + 2 * j];
    const right = 2 * j + 1 < n ? r[o + 2 * j + 1] : 0;
    const down = lower[i] * left;
    const up = upper[i] * right;
    const own = left - down + right - up;
    const before = j > 0 ? j - 1 : m - 1;
    const after = j < m - 1 ? j + 1 : 0;
    X[i] += (1 - v) * own;
    X[far + j] += v * own;
    X[near + before] += (1 - v) * down;
    X[far + before] += v * down;
    X[near + after] += (1 - v) * up;
    X[far + after] += v * up;
  }
}

/** The transfer of a coarsening; calls allocate nothing. */
export function transfer(merged: Coarsening): Transfer {
  const { fine, coarse, halved } = merged;
  const { length: n, count, axes } = fine;
  const m = coarse.length;
  const last = axes.length - 1;
  const shares = axes.map(
    (): Shares => ({ lower: new Float64Array(coarse.size), upper: new Float64Array(coarse.size) }),
  );
  const index = (row: number, k: number): number => Math.floor((row * n) / fine.strides[k]) % axes[k].cells;
  // Per outer axis and row: the offsets of the own coarse row and of the other one, and which half of it the row is.
  const outer = axes.slice(0, last).map((_, k) => {
    const cells = coarse.axes[k].cells;
    const offset = (j: number): number => ((j + cells) % cells) * coarse.strides[k];
    const own = Int32Array.from({ length: count }, (_r, row) => {
      const j = index(row, k);
      return offset(halved[k] ? j >> 1 : j);
    });
    const other = Int32Array.from({ length: count }, (_r, row) => {
      const j = index(row, k);
      return offset(halved[k] ? (j >> 1) + (j % 2 === 0 ? -1 : 1) : j);
    });
    const upper = Uint8Array.from({ length: count }, (_r, row) => index(row, k) % 2);
    return { own, other, upper };
  });
  const inner = outer[last - 1];
  const plane = last === 2 ? outer[0] : null;
  const scratch = new Float64Array(plane === null ? 0 : n);

  /** The share of the other plane in cell j of row; by coarse cells of the own plane and row. */
  function scale(out: Float64Array, r: Float64Array, o: number, row: number, far: boolean): void {
    if (plane === null) return;
    const w = plane.upper[row] === 1 ? shares[0].upper : shares[0].lower;
    const i = plane.own[row] + inner.own[row];
    for (let j = 0; j < n; j++) {
      const s = w[i + (halved[last] ? j >> 1 : j)];
      out[j] = (far ? s : 1 - s) * r[o + j];
    }
  }

  return {
    update() {
      for (let k = 0; k < axes.length; k++) updateShares(shares[k], merged, k);
    },
    interpolate(x, X) {
      for (let row = 0; row < count; row++) {
        const o = row * n;
        const across = inner.upper[row] === 1 ? shares[last - 1].upper : shares[last - 1].lower;
        if (plane === null) {
          interpolateRow(x, o, n, X, inner.own[row], inner.other[row], m, halved[last], shares[last], across);
          continue;
        }
        for (let pass = 0; pass < 2; pass++) {
          const far = pass === 1;
          const at = far ? plane.other[row] : plane.own[row];
          scratch.fill(0);
          interpolateRow(
            scratch,
            0,
            n,
            X,
            at + inner.own[row],
            at + inner.other[row],
            m,
            halved[last],
            shares[last],
            across,
          );
          scale(scratch, scratch, 0, row, far);
          for (let j = 0; j < n; j++) x[o + j] += scratch[j];
        }
      }
    },
    restrict(X, r) {
      X.fill(0);
      for (let row = 0; row < count; row++) {
        const o = row * n;
        const across = inner.upper[row] === 1 ? shares[last - 1].upper : shares[last - 1].lower;
        if (plane === null) {
          restrictRow(X, inner.own[row], inner.other[row], m, r, o, n, halved[last], shares[last], across);
          continue;
        }
        for (let pass = 0; pass < 2; pass++) {
          const far = pass === 1;
          const at = far ? plane.other[row] : plane.own[row];
          scale(scratch, r, o, row, far);
          restrictRow(
            X,
            at + inner.own[row],
            at + inner.other[row],
            m,
            scratch,
            0,
            n,
            halved[last],
            shares[last],
            across,
          );
        }
      }
    },
  };
}
