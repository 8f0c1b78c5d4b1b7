import type { FaceOperator } from './faceOperator.ts';

/*
 * Gauss–Seidel relaxation, first all cells of one colour of a chessboard, then the others: no cell waits for the one before
 * it, and from zero half of the work is known beforehand. In the kernels of rows `o` is the first cell, u1, d1 (and u2, d2)
 * those of the next and previous rows along the outer axes; c along the row, c1 and c2 along the outer axes; `first` is the
 * index of the first cell of the colour. Two and three dimensions are written out, as loops over axes inside would cost a factor.
 */

function relax2(
  x: Float64Array,
  b: Float64Array,
  inverse: Float64Array,
  c: Float64Array,
  c1: Float64Array,
  o: number,
  u1: number,
  d1: number,
  n: number,
  first: number,
): void {
  const end = o + n - 1;
  u1 -= o;
  d1 -= o;
  let i = o + first;
  if (first === 0) {
    const along = c[end] * x[end] + c[o] * x[n > 1 ? o + 1 : o];
    x[o] = (b[o] + along + c1[o] * x[u1 + o] + c1[d1 + o] * x[d1 + o]) * inverse[o];
    i += 2;
  }
  for (; i < end; i += 2) {
    const along = c[i - 1] * x[i - 1] + c[i] * x[i + 1];
    x[i] = (b[i] + along + c1[i] * x[u1 + i] + c1[d1 + i] * x[d1 + i]) * inverse[i];
  }
  if (i === end) {
    const along = c[end - 1] * x[end - 1] + c[end] * x[o];
    x[end] = (b[end] + along + c1[end] * x[u1 + end] + c1[d1 + end] * x[d1 + end]) * inverse[end];
  }
}

/** What neighbours give, for the cells of one colour in a row; zero for the others. */
function inflow2(
  r: Float64Array,
  x: Float64Array,
  c: Float64Array,
  c1: Float64Array,
  o: number,
  u1: number,
  d1: number,
  n: number,
  first: number,
): void {
  const end = o + n - 1;
  u1 -= o;
  d1 -= o;
  let i = o + first;
  if (first === 0) {
    const along = c[end] * x[end] + c[o] * x[n > 1 ? o + 1 : o];
    r[o] = along + c1[o] * x[u1 + o] + c1[d1 + o] * x[d1 + o];
    i += 2;
  } else r[o] = 0;
  for (; i < end; i += 2) {
    r[i - 1] = 0;
    r[i] = c[i - 1] * x[i - 1] + c[i] * x[i + 1] + c1[i] * x[u1 + i] + c1[d1 + i] * x[d1 + i];
  }
  if (i - 1 <= end) r[i - 1] = 0;
  if (i === end) {
    const along = c[end - 1] * x[end - 1] + c[end] * x[o];
    r[end] = along + c1[end] * x[u1 + end] + c1[d1 + end] * x[d1 + end];
  }
}

function relax3(
  x: Float64Array,
  b: Float64Array,
  inverse: Float64Array,
  c: Float64Array,
  c1: Float64Array,
  c2: Float64Array,
  o: number,
  u1: number,
  d1: number,
  u2: number,
  d2: number,
  n: number,
  first: number,
): void {
  const end = o + n - 1;
  u1 -= o;
  d1 -= o;
  u2 -= o;
  d2 -= o;
  for (let i = o + first; i <= end; i += 2) {
    const below = i > o ? i - 1 : end;
    const along = c[below] * x[below] + c[i] * x[i < end ? i + 1 : o];
    const across = c1[i] * x[u1 + i] + c1[d1 + i] * x[d1 + i] + c2[i] * x[u2 + i] + c2[d2 + i] * x[d2 + i];
    x[i] = (b[i] + along + across) * inverse[i];
  }
}

function inflow3(
  r: Float64Array,
  x: Float64Array,
  c: Float64Array,
  c1: Float64Array,
  c2: Float64Array,
  o: number,
  u1: number,
  d1: number,
  u2: number,
  d2: number,
  n: number,
  first: number,
): void {
  const end = o + n - 1;
  u1 -= o;
  d1 -= o;
  u2 -= o;
  d2 -= o;
  for (let i = o + first; i <= end; i += 2) {
    const below = i > o ? i - 1 : end;
    const along = c[below] * x[below] + c[i] * x[i < end ? i + 1 : o];
    const across = c1[i] * x[u1 + i] + c1[d1 + i] * x[d1 + i] + c2[i] * x[u2 + i] + c2[d2 + i] * x[d2 + i];
    r[i] = along + across;
  }
  for (let i = o + 1 - first; i <= end; i += 2) r[i] = 0;
}

/** Solves for all cells of one colour with the others as they are. */
function relaxColour(x: Float64Array, b: Float64Array, a: FaceOperator, colour: number): void {
  const { rows, faces, inverseDiagonal: inverse } = a;
  const { count, length: n, next, previous } = rows;
  for (let row = 0; row < count; row++) {
    const first = rows.colour[row] === colour ? 0 : 1;
    const o = row * n;
    const u = next[0][row];
    const d = previous[0][row];
    if (faces.length === 2) relax2(x, b, inverse, faces[1], faces[0], o, u, d, n, first);
    else {
      const [c2, c1, c] = faces;
      relax3(x, b, inverse, c, c1, c2, o, next[1][row], previous[1][row], u, d, n, first);
    }
  }
}

/** Solves for cell after cell of a row, upwards or downwards, with what the rows beside it give in s. */
function relaxLine(
  x: Float64Array,
  s: Float64Array,
  inverse: Float64Array,
  c: Float64Array,
  o: number,
  n: number,
  downwards: boolean,
): void {
  for (let k = 0; k < n; k++) {
    const j = downwards ? n - 1 - k : k;
    const below = o + (j > 0 ? j - 1 : n - 1);
    const above = o + (j < n - 1 ? j + 1 : 0);
    x[o + j] = (s[j] + c[below] * x[below] + c[o + j] * x[above]) * inverse[o + j];
  }
}

/** Cell after cell in ascending or descending order, for lattices that are no chessboards: slower, any number of dimensions. */
function relaxInOrder(
  x: Float64Array,
  b: Float64Array,
  a: FaceOperator,
  s: Float64Array,
  downwards: boolean,
): void {
  const { rows, faces, inverseDiagonal } = a;
  const { count, length: n, next, previous } = rows;
  const last = faces.length - 1;
  for (let k = 0; k < count; k++) {
    const row = downwards ? count - 1 - k : k;
    const o = row * n;
    for (let j = 0; j < n; j++) s[j] = b[o + j];
    for (let axis = 0; axis < last; axis++) {
      const c = faces[axis];
      const u = next[axis][row];
      const d = previous[axis][row];
      for (let j = 0; j < n; j++) s[j] += c[o + j] * x[u + j] + c[d + j] * x[d + j];
    }
    relaxLine(x, s, inverseDiagonal, faces[last], o, n, downwards);
  }
}

/**
 * One Gauss–Seidel sweep on A x = b in place; one `backwards` is the adjoint of one forwards as a smoother.
 *
 * @param line - work space of one row.
 */
export function relax(
  x: Float64Array,
  b: Float64Array,
  a: FaceOperator,
  line: Float64Array,
  backwards: boolean,
): void {
  if (a.rows.chessboard) {
    relaxColour(x, b, a, backwards ? 1 : 0);
    relaxColour(x, b, a, backwards ? 0 : 1);
  } else relaxInOrder(x, b, a, line, backwards);
}

/** x = one sweep forwards from zero, on a chessboard: for the first colour neighbours are zero. */
export function relaxFromZero(x: Float64Array, b: Float64Array, a: FaceOperator): void {
  const { rows, inverseDiagonal } = a;
  // The second colour is overwritten before it is read.
  for (let i = 0; i < rows.size; i++) x[i] = b[i] * inverseDiagonal[i];
  relaxColour(x, b, a, 1);
}

/** r = b − A x after {@link relaxFromZero}: zero for the second colour, for the first what that has brought. */
export function residualFromZero(r: Float64Array, x: Float64Array, a: FaceOperator): void {
  const { rows, faces } = a;
  const { count, length: n, next, previous } = rows;
  for (let row = 0; row < count; row++) {
    const first = rows.colour[row];
    const o = row * n;
    const u = next[0][row];
    const d = previous[0][row];
    if (faces.length === 2) inflow2(r, x, faces[1], faces[0], o, u, d, n, first);
    else {
      const [c2, c1, c] = faces;
      inflow3(r, x, c, c1, c2, o, next[1][row], previous[1][row], u, d, n, first);
    }
  }
}
