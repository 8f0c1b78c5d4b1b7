import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { BoxIterate } from './boxIterate.ts';

/*
 * Newton's matrix [D Cᵀ; C −K] of the unknowns (δp, δφ), δm eliminated, and its Schur complement K + C D⁻¹ Cᵀ. With v the
 * velocity, (C δp)^j = δp^j − δp^{j−1} + (Δs/2) div(v^j ∂θ·(δp^{j−1} + δp^j)) and K^j = −Δs τ div θ^j grad.
 */

function pull(
  y: Float64Array,
  x: Float64Array,
  left: Float64Array,
  right: Float64Array,
  at: number,
  into: number,
  l: number,
  r: number,
  n: number,
): void {
  for (let i = 0; i < n; i++) {
    const a = at + l + i;
    const jump = x[at + r + i] - x[a];
    y[into + l + i] -= left[a] * jump;
    y[into + r + i] -= right[a] * jump;
  }
}

function push(
  out: Float64Array,
  y: Float64Array,
  left: Float64Array,
  right: Float64Array,
  at: number,
  from: number,
  l: number,
  r: number,
  n: number,
): void {
  for (let i = 0; i < n; i++) {
    const a = at + l + i;
    const flux = left[a] * y[from + l + i] + right[a] * y[from + r + i];
    out[a] += flux;
    out[at + r + i] -= flux;
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

/** y = Cᵀ x. */
export function applyTransposed(y: Float64Array, x: Float64Array, it: BoxIterate): void {
  const { grid, intervals, transportLeft, transportRight } = it;
  const n = grid.size;
  y.set(x);
  for (let k = 0; k + n < x.length; k++) y[k] -= x[k + n];
  for (let j = 0; j < intervals; j++) {
    for (let k = 0; k < grid.dimension; k++) {
      const [left, right] = [transportLeft[k], transportRight[k]];
      eachFaceBlock(grid, k, (_, l, r, count) => {
        pull(y, x, left, right, j * n, j * n, l, r, count);
        if (j > 0) pull(y, x, left, right, j * n, (j - 1) * n, l, r, count);
      });
    }
  }
}

/** out = C y. */
export function applyTransport(out: Float64Array, y: Float64Array, it: BoxIterate): void {
  const { grid, intervals, transportLeft, transportRight } = it;
  const n = grid.size;
  out.set(y);
  for (let k = n; k < y.length; k++) out[k] -= y[k - n];
  for (let j = 0; j < intervals; j++) {
    for (let k = 0; k < grid.dimension; k++) {
      const [left, right] = [transportLeft[k], transportRight[k]];
      eachFaceBlock(grid, k, (_, l, r, count) => {
        push(out, y, left, right, j * n, j * n, l, r, count);
        if (j > 0) push(out, y, left, right, j * n, (j - 1) * n, l, r, count);
      });
    }
  }
}

/** out = (K + C D⁻¹ Cᵀ) x; overwrites the iterate's scratch. */
export function applySchur(out: Float64Array, x: Float64Array, it: BoxIterate): void {
  const { grid, intervals, conductance, inverseCurvature, scratch } = it;
  applyTransposed(scratch, x, it);
  for (let k = 0; k < scratch.length; k++) scratch[k] *= inverseCurvature[k];
  applyTransport(out, scratch, it);
  for (let j = 0; j < intervals; j++)
    for (let k = 0; k < grid.dimension; k++) {
      const c = conductance[k];
      eachFaceBlock(grid, k, (_, l, r, count) => diffuse(out, x, c, j * grid.size, l, r, count));
    }
}
