import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { BoxIterate } from './boxIterate.ts';

/*
 * Newton's matrix [D Cᵀ; C −K] of the unknowns (δp, δφ), δm eliminated. With v^j the velocity, P^j δp = (Δs/2) div(v^j ∂θ·δp):
 *
 *     (C δp)^j = (I + P^j) δp^j − (I − P^j) δp^{j−1},     K^j = −Δs τ div θ^j grad.
 */

function pull(
  y: Float64Array,
  into: number,
  x: Float64Array,
  from: number,
  left: Float64Array,
  right: Float64Array,
  at: number,
  l: number,
  r: number,
  n: number,
  sign: number,
): void {
  for (let i = 0; i < n; i++) {
    const jump = sign * (x[from + r + i] - x[from + l + i]);
    y[into + l + i] -= left[at + l + i] * jump;
    y[into + r + i] -= right[at + l + i] * jump;
  }
}

function push(
  out: Float64Array,
  into: number,
  y: Float64Array,
  from: number,
  left: Float64Array,
  right: Float64Array,
  at: number,
  l: number,
  r: number,
  n: number,
  sign: number,
): void {
  for (let i = 0; i < n; i++) {
    const flux = sign * (left[at + l + i] * y[from + l + i] + right[at + l + i] * y[from + r + i]);
    out[into + l + i] += flux;
    out[into + r + i] -= flux;
  }
}

function diffuse(
  out: Float64Array,
  x: Float64Array,
  c: Float64Array,
  at: number,
  l: number,
  r: number,
  n: number,
): void {
  for (let i = 0; i < n; i++) {
    const a = at + l + i;
    const b = at + r + i;
    const flux = c[a] * (x[b] - x[a]);
    out[a] -= flux;
    out[b] += flux;
  }
}

function pullAndDiffuse(
  y: Float64Array,
  out: Float64Array,
  x: Float64Array,
  left: Float64Array,
  right: Float64Array,
  c: Float64Array,
  l: number,
  r: number,
  n: number,
): void {
  for (let a = l, b = r; a < l + n; a++, b++) {
    const jump = x[b] - x[a];
    const flux = c[a] * jump;
    y[a] -= left[a] * jump;
    y[b] -= right[a] * jump;
    out[a] -= flux;
    out[b] += flux;
  }
}

/** y += (P^j)ᵀ x and out += K x of a single interval, in one pass over the faces. */
export function addPullAndDiffusion(
  y: Float64Array,
  out: Float64Array,
  x: Float64Array,
  { grid, transportLeft, transportRight, conductance }: BoxIterate,
): void {
  for (let k = 0; k < grid.dimension; k++) {
    const [left, right, c] = [transportLeft[k], transportRight[k], conductance[k]];
    eachFaceBlock(grid, k, (_, l, r, n) => pullAndDiffuse(y, out, x, left, right, c, l, r, n));
  }
}

/** y += sign (P^j)ᵀ x, for cells from `into` of y and `from` of x. */
export function addPull(
  y: Float64Array,
  into: number,
  x: Float64Array,
  from: number,
  { grid, transportLeft, transportRight }: BoxIterate,
  j: number,
  sign: number,
): void {
  for (let k = 0; k < grid.dimension; k++) {
    const [left, right] = [transportLeft[k], transportRight[k]];
    eachFaceBlock(grid, k, (_, l, r, n) => pull(y, into, x, from, left, right, j * grid.size, l, r, n, sign));
  }
}

/** out += sign P^j y, for cells from `into` of out and `from` of y. */
export function addPush(
  out: Float64Array,
  into: number,
  y: Float64Array,
  from: number,
  { grid, transportLeft, transportRight }: BoxIterate,
  j: number,
  sign: number,
): void {
  for (let k = 0; k < grid.dimension; k++) {
    const [left, right] = [transportLeft[k], transportRight[k]];
    eachFaceBlock(grid, k, (_, l, r, n) =>
      push(out, into, y, from, left, right, j * grid.size, l, r, n, sign),
    );
  }
}

/** out += K x for all intervals. */
export function addDiffusion(
  out: Float64Array,
  x: Float64Array,
  { grid, intervals, conductance }: BoxIterate,
): void {
  for (let k = 0; k < grid.dimension; k++) {
    const c = conductance[k];
    for (let j = 0; j < intervals; j++)
      eachFaceBlock(grid, k, (_, l, r, n) => diffuse(out, x, c, j * grid.size, l, r, n));
  }
}

/** y = Cᵀ x. */
export function applyTransposed(y: Float64Array, x: Float64Array, it: BoxIterate): void {
  const { size: n } = it.grid;
  const last = x.length - n;
  y.set(x);
  for (let k = 0; k < last; k++) y[k] -= x[k + n];
  for (let j = 0; j < it.intervals; j++) {
    addPull(y, j * n, x, j * n, it, j, 1);
    if (j > 0) addPull(y, (j - 1) * n, x, j * n, it, j, 1);
  }
}

/** out += sign C y. */
export function addContinuity(out: Float64Array, y: Float64Array, it: BoxIterate, sign: number): void {
  const { size: n } = it.grid;
  for (let k = 0; k < y.length; k++) out[k] += sign * (y[k] - (k < n ? 0 : y[k - n]));
  for (let j = 0; j < it.intervals; j++) {
    addPush(out, j * n, y, j * n, it, j, sign);
    if (j > 0) addPush(out, j * n, y, (j - 1) * n, it, j, sign);
  }
}
