import type { NdArray } from 'ndarray';
import ops from 'ndarray-ops';
import { view } from '../field/view.ts';
import type { Grid } from '../grid/index.ts';

// Whole-array arithmetic on ndarray views, by ndarray-ops: the slow twins of the kernels under test. It generates code
// when it is loaded, which a strict content security policy forbids; so nothing outside ottoflow/testing loads it.

/** h^d Σ p_i. */
export function integral(p: Float64Array, grid: Grid): number {
  return grid.cellVolume * ops.sum(view(p, grid));
}

/** h^d Σ |p_i|. */
export function norm1(p: Float64Array, grid: Grid): number {
  return grid.cellVolume * ops.norm1(view(p, grid));
}

/** h^d Σ |p_i − q_i|. */
export function distance1(p: Float64Array, q: Float64Array, grid: Grid): number {
  const difference = new Float64Array(p.length);
  ops.sub(view(difference, grid), view(p, grid), view(q, grid));
  return norm1(difference, grid);
}

/** h^d Σ p_i q_i. */
export function innerProduct(p: Float64Array, q: Float64Array, grid: Grid): number {
  const product = new Float64Array(p.length);
  ops.mul(view(product, grid), view(p, grid), view(q, grid));
  return integral(product, grid);
}

/** h^d Σ |p_i q_i|: what the rounding of ⟨p, q⟩ is measured by. */
export function absoluteProduct(p: Float64Array, q: Float64Array, grid: Grid): number {
  const product = new Float64Array(p.length);
  ops.mul(view(product, grid), view(p, grid), view(q, grid));
  return norm1(product, grid);
}

/** h^d Σ |p_i| max |q_j|: what the rounding of ⟨p, q⟩ is measured by where q may come from a convolution, whose rounding is that of its largest value. */
export function largestProduct(p: Float64Array, q: Float64Array, grid: Grid): number {
  return norm1(p, grid) * ops.norminf(view(q, grid));
}

/** (1 − t) p + t q. */
export function mixture(p: Float64Array, q: Float64Array, t: number, grid: Grid): Float64Array {
  const out = new Float64Array(p.length);
  const rest = new Float64Array(p.length);
  ops.muls(view(out, grid), view(p, grid), 1 - t);
  ops.muls(view(rest, grid), view(q, grid), t);
  ops.addeq(view(out, grid), view(rest, grid));
  return out;
}

/** The field seen in a mirror across the middle of axis k. */
export function mirrored(p: Float64Array, k: number, grid: Grid): Float64Array {
  const out = new Float64Array(p.length);
  const steps = grid.axes.map((_, l) => (l === k ? -1 : 1));
  const reversed: NdArray<Float64Array> = view(p, grid).step(...steps);
  ops.assign(view(out, grid), reversed);
  return out;
}
