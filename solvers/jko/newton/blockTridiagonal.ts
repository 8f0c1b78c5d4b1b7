/**
 * A block-tridiagonal matrix of n × n blocks of order b, row-major within a block: block row i holds `lower` (column
 * block i − 1), `diagonal` and `upper` (i + 1), each at offset i b².
 */
export interface BlockTridiagonal {
  readonly rows: number;
  readonly order: number;
  readonly lower: Float64Array;
  readonly diagonal: Float64Array;
  readonly upper: Float64Array;
  /** Row exchanges of the factorised diagonal blocks. */
  readonly pivots: Int32Array;
}

/** A block-tridiagonal matrix of zeros. */
export function blockTridiagonal(rows: number, order: number): BlockTridiagonal {
  const make = (): Float64Array => new Float64Array(rows * order * order);
  return {
    rows,
    order,
    lower: make(),
    diagonal: make(),
    upper: make(),
    pivots: new Int32Array(rows * order),
  };
}

/** c −= a b for blocks of order `n` at the given offsets. */
function subtractProduct(
  c: Float64Array,
  co: number,
  a: Float64Array,
  ao: number,
  b: Float64Array,
  bo: number,
  n: number,
): void {
  for (let r = 0; r < n; r++) {
    for (let k = 0; k < n; k++) {
      const x = a[ao + r * n + k];
      if (x === 0) continue;
      for (let j = 0; j < n; j++) c[co + r * n + j] -= x * b[bo + k * n + j];
    }
  }
}

/** LU factorisation with partial pivoting of the block at offset `o`, in place. */
function factorBlock(a: Float64Array, o: number, pivots: Int32Array, po: number, n: number): void {
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let r = k + 1; r < n; r++) if (Math.abs(a[o + r * n + k]) > Math.abs(a[o + best * n + k])) best = r;
    pivots[po + k] = best;
    if (best !== k) {
      for (let c = 0; c < n; c++) {
        const t = a[o + k * n + c];
        a[o + k * n + c] = a[o + best * n + c];
        a[o + best * n + c] = t;
      }
    }
    const inverse = 1 / a[o + k * n + k];
    for (let r = k + 1; r < n; r++) {
      const l = a[o + r * n + k] * inverse;
      a[o + r * n + k] = l;
      if (l !== 0) for (let c = k + 1; c < n; c++) a[o + r * n + c] -= l * a[o + k * n + c];
    }
  }
}

/** Solves with a factorised block for `columns` right-hand sides stored row-major at offset `xo`, in place. */
function solveBlock(
  a: Float64Array,
  o: number,
  pivots: Int32Array,
  po: number,
  n: number,
  x: Float64Array,
  xo: number,
  columns: number,
): void {
  for (let k = 0; k < n; k++) {
    const p = pivots[po + k];
    if (p === k) continue;
    for (let c = 0; c < columns; c++) {
      const t = x[xo + k * columns + c];
      x[xo + k * columns + c] = x[xo + p * columns + c];
      x[xo + p * columns + c] = t;
    }
  }
  for (let k = 0; k < n; k++) {
    for (let r = k + 1; r < n; r++) {
      const l = a[o + r * n + k];
      if (l !== 0) for (let c = 0; c < columns; c++) x[xo + r * columns + c] -= l * x[xo + k * columns + c];
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    const inverse = 1 / a[o + k * n + k];
    for (let c = 0; c < columns; c++) x[xo + k * columns + c] *= inverse;
    for (let r = 0; r < k; r++) {
      const u = a[o + r * n + k];
      if (u !== 0) for (let c = 0; c < columns; c++) x[xo + r * columns + c] -= u * x[xo + k * columns + c];
    }
  }
}

/**
 * Factorises in place: `diagonal` becomes the LU factors of the Schur complements, `upper` is multiplied by their inverses.
 * Pivoting stays inside blocks, which suffices for the quasi-definite systems of {@link assemble}.
 */
export function factorise({ rows, order, lower, diagonal, upper, pivots }: BlockTridiagonal): void {
  const area = order * order;
  for (let i = 0; i < rows; i++) {
    const o = i * area;
    if (i > 0) subtractProduct(diagonal, o, lower, o, upper, o - area, order);
    factorBlock(diagonal, o, pivots, i * order, order);
    if (i < rows - 1) solveBlock(diagonal, o, pivots, i * order, order, upper, o, order);
  }
}

/** Solves with a factorised matrix; `x` holds the right-hand side on entry and the solution on return. */
export function solveFactorised(
  x: Float64Array,
  { rows, order, lower, diagonal, upper, pivots }: BlockTridiagonal,
): void {
  const area = order * order;
  for (let i = 0; i < rows; i++) {
    const at = i * order;
    if (i > 0) {
      for (let r = 0; r < order; r++) {
        let s = x[at + r];
        for (let k = 0; k < order; k++) s -= lower[i * area + r * order + k] * x[at - order + k];
        x[at + r] = s;
      }
    }
    solveBlock(diagonal, i * area, pivots, at, order, x, at, 1);
  }
  for (let i = rows - 2; i >= 0; i--) {
    const at = i * order;
    for (let r = 0; r < order; r++) {
      let s = x[at + r];
      for (let k = 0; k < order; k++) s -= upper[i * area + r * order + k] * x[at + order + k];
      x[at + r] = s;
    }
  }
}
