import type { Rows } from './rows.ts';

/**
 * A symmetric operator on cell fields, (A u)_i = mass_i u_i + Σ_f c_f (u_i − u_j) over the faces f of cell i with neighbour j.
 *
 * Positive definite for c ≥ 0, mass ≥ 0, some mass > 0.
 */
export interface FaceOperator {
  readonly rows: Rows;
  readonly mass: Float64Array;
  /** c per axis, stored as {@link Rows} says. */
  readonly faces: readonly Float64Array[];
  /** mass_i + Σ c_f; kept by {@link completeDiagonal}. */
  readonly diagonal: Float64Array;
  readonly inverseDiagonal: Float64Array;
}

/** An operator of zeros. */
export function faceOperator(rows: Rows): FaceOperator {
  const make = (): Float64Array => new Float64Array(rows.size);
  return { rows, mass: make(), faces: rows.axes.map(make), diagonal: make(), inverseDiagonal: make() };
}

/** d = mass + c at the faces of one outer axis, for a row. */
function addOuter(
  d: Float64Array,
  m: Float64Array,
  c: Float64Array,
  o: number,
  previous: number,
  n: number,
): void {
  for (let i = 0; i < n; i++) d[o + i] = m[o + i] + c[o + i] + c[previous + i];
}

/** d += c at the faces along a row, and the inverse. */
function addAlong(d: Float64Array, inverse: Float64Array, c: Float64Array, o: number, n: number): void {
  let below = c[o + n - 1];
  for (let i = o; i < o + n; i++) {
    const above = c[i];
    const sum = d[i] + (above + below);
    d[i] = sum;
    inverse[i] = sum > 0 ? 1 / sum : 0;
    below = above;
  }
}

/** Computes the diagonal after mass or faces have changed. */
export function completeDiagonal({ rows, mass, faces, diagonal, inverseDiagonal }: FaceOperator): void {
  const { count, length, previous } = rows;
  const last = faces.length - 1;
  for (let row = 0; row < count; row++) {
    const o = row * length;
    for (let k = 0; k < last; k++)
      addOuter(diagonal, k === 0 ? mass : diagonal, faces[k], o, previous[k][row], length);
    addAlong(diagonal, inverseDiagonal, faces[last], o, length);
  }
}
