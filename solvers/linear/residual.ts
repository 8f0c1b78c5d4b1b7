import type { FaceOperator } from './faceOperator.ts';

/*
 * Row kernels of residuals. `o` is the first cell of the row, u1, d1 (and u2, d2) those of the next and previous rows along the
 * outer axes; c along the row, c1 and c2 along the outer axes. Two and three dimensions are written out, as loops over axes
 * inside would cost a factor.
 */

function residual2(
  r: Float64Array,
  x: Float64Array,
  b: Float64Array,
  diagonal: Float64Array,
  c: Float64Array,
  c1: Float64Array,
  o: number,
  u1: number,
  d1: number,
  n: number,
): void {
  const end = o + n - 1;
  u1 -= o;
  d1 -= o;
  let flow = c[end] * x[end];
  for (let i = o; i < end; i++) {
    r[i] = b[i] + flow + c[i] * x[i + 1] + c1[i] * x[u1 + i] + c1[d1 + i] * x[d1 + i] - diagonal[i] * x[i];
    flow = c[i] * x[i];
  }
  r[end] =
    b[end] +
    flow +
    c[end] * x[o] +
    c1[end] * x[u1 + end] +
    c1[d1 + end] * x[d1 + end] -
    diagonal[end] * x[end];
}

function residual3(
  r: Float64Array,
  x: Float64Array,
  b: Float64Array,
  diagonal: Float64Array,
  c: Float64Array,
  c1: Float64Array,
  c2: Float64Array,
  o: number,
  u1: number,
  d1: number,
  u2: number,
  d2: number,
  n: number,
): void {
  const end = o + n - 1;
  u1 -= o;
  d1 -= o;
  u2 -= o;
  d2 -= o;
  let flow = c[end] * x[end];
  for (let i = o; i <= end; i++) {
    const across = c1[i] * x[u1 + i] + c1[d1 + i] * x[d1 + i] + c2[i] * x[u2 + i] + c2[d2 + i] * x[d2 + i];
    r[i] = b[i] + across + flow + c[i] * x[i < end ? i + 1 : o] - diagonal[i] * x[i];
    flow = c[i] * x[i];
  }
}

/** r = b − A x; r is neither x nor b. */
export function residual(r: Float64Array, x: Float64Array, b: Float64Array, a: FaceOperator): void {
  const { rows, faces, diagonal } = a;
  const { count, length, next, previous } = rows;
  for (let row = 0; row < count; row++) {
    const o = row * length;
    if (faces.length === 2)
      residual2(r, x, b, diagonal, faces[1], faces[0], o, next[0][row], previous[0][row], length);
    else
      residual3(
        r,
        x,
        b,
        diagonal,
        faces[2],
        faces[1],
        faces[0],
        o,
        next[1][row],
        previous[1][row],
        next[0][row],
        previous[0][row],
        length,
      );
  }
}
