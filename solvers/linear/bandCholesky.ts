// Four rows are taken against two at a time: eight sums in registers for six numbers read, where more would spill. Sixteen rows share
// what is read of those above.
const ROWS = 4;
const COLUMNS = 2;
const BLOCK = 16;

/**
 * The lower half of a symmetric matrix A with A_ij = 0 for |i − j| > `band`, row by row: A_ij is entry i `stride` + j + `origin` of `entries` for
 * i − band ≤ j ≤ i. Four zeros stand before every row, so that neighbouring rows may be read from the same column on.
 */
export interface BandMatrix {
  readonly size: number;
  readonly band: number;
  readonly stride: number;
  readonly origin: number;
  readonly entries: Float64Array;
}

/** Numbers that a matrix of this size and band takes. */
export function bandEntries(size: number, band: number): number {
  return size * (band + ROWS + 1);
}

/** A matrix of zeros. */
export function bandMatrix(size: number, band: number): BandMatrix {
  return {
    size,
    band,
    stride: band + ROWS,
    origin: band + ROWS,
    entries: new Float64Array(bandEntries(size, band)),
  };
}

/**
 * Rows i … i + 3 of L in columns j and j + 1 ≤ i, from what these hold of A and columns `from` … j − 1 of L.
 *
 * @param r - where column 0 of row i would stand; c - where that of row j would.
 */
function tile(a: Float64Array, r: number, c: number, stride: number, from: number, j: number): void {
  let a00 = 0;
  let a01 = 0;
  let a10 = 0;
  let a11 = 0;
  let a20 = 0;
  let a21 = 0;
  let a30 = 0;
  let a31 = 0;
  const r1 = r + stride;
  const r2 = r1 + stride;
  const r3 = r2 + stride;
  const c1 = c + stride;
  for (let k = from; k < j; k++) {
    const x = a[c + k];
    const y = a[c1 + k];
    const p = a[r + k];
    a00 += p * x;
    a01 += p * y;
    const q = a[r1 + k];
    a10 += q * x;
    a11 += q * y;
    const s = a[r2 + k];
    a20 += s * x;
    a21 += s * y;
    const t = a[r3 + k];
    a30 += t * x;
    a31 += t * y;
  }
  // The diagonal holds 1/L_jj.
  const below = a[c1 + j];
  const first = a[c + j];
  const second = a[c1 + j + 1];
  finish(a, r + j, a00, a01, first, below, second);
  finish(a, r1 + j, a10, a11, first, below, second);
  finish(a, r2 + j, a20, a21, first, below, second);
  finish(a, r3 + j, a30, a31, first, below, second);
}

/** Two entries of L in one row from those of A, the sums that they lose, and the triangle that the two columns share. */
function finish(
  a: Float64Array,
  at: number,
  left: number,
  right: number,
  first: number,
  below: number,
  second: number,
): void {
  const x = (a[at] - left) * first;
  a[at] = x;
  a[at + 1] = (a[at + 1] - right - x * below) * second;
}

/** Row i of L from column `first` on, `from` being that of its first entry; returns whether its pivot is positive. */
function row(
  a: Float64Array,
  i: number,
  first: number,
  from: number,
  stride: number,
  origin: number,
): boolean {
  const r = i * stride + origin;
  for (let j = first; j <= i; j++) {
    const c = j * stride + origin;
    let sum = a[r + j];
    for (let k = from; k < j; k++) sum -= a[r + k] * a[c + k];
    if (j < i) a[r + j] = sum * a[c + j];
    else {
      a[r + i] = 1 / Math.sqrt(sum);
      return sum > 0 && sum < Infinity;
    }
  }
  return true;
}

/**
 * Overwrites A by L with A = L Lᵀ, the reciprocals of its diagonal in the place of that; N band² operations. Returns whether all pivots were
 * positive, without which what is left is of no use.
 */
export function factorBand({ size, band, stride, origin, entries }: BandMatrix): boolean {
  for (let block = 0; block < size; block += BLOCK) {
    const end = Math.min(block + BLOCK, size);
    const tiled = end - ((end - block) % ROWS);
    const start = Math.max(0, block - band);
    let j = start;
    for (; j + COLUMNS <= block; j += COLUMNS)
      for (let i = block; i < tiled; i += ROWS) {
        const from = Math.max(0, i - band);
        if (j + COLUMNS > from) tile(entries, i * stride + origin, j * stride + origin, stride, from, j);
      }
    for (let i = block; i < end; i++) {
      const from = Math.max(0, i - band);
      if (!row(entries, i, i < tiled ? Math.max(from, j) : from, from, stride, origin)) return false;
    }
  }
  return true;
}

/** x = A⁻¹ x for a factorised A. */
export function solveBand({ size, band, stride, origin, entries: a }: BandMatrix, x: Float64Array): void {
  for (let i = 0; i < size; i++) {
    const r = i * stride + origin;
    let sum = x[i];
    for (let k = Math.max(0, i - band); k < i; k++) sum -= a[r + k] * x[k];
    x[i] = sum * a[r + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    const r = i * stride + origin;
    const y = x[i] * a[r + i];
    x[i] = y;
    for (let k = Math.max(0, i - band); k < i; k++) x[k] -= a[r + k] * y;
  }
}
