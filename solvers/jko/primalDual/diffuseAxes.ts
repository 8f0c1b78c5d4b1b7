import type { Grid } from '../../../src/index.ts';
import { solveTridiagonalMany } from '../../../src/numerics/tridiagonal.ts';

/**
 * Replaces p by Π_k (1 − c Δ_k)⁻¹ p, one factor for each axis: positive everywhere if p ≥ 0 is anywhere, of the same sum, with
 * tails of full relative accuracy, because nothing is ever subtracted from anything larger than itself.
 */
export function diffuseAxes(p: Float64Array, grid: Grid, c: number): void {
  for (let k = 0; k < grid.dimension; k++) {
    const { cells, spacing, periodic } = grid.axes[k];
    if (cells > 1) diffuseAxis(p, cells, grid.strides[k], c / spacing ** 2, periodic && cells > 2);
  }
}

function diffuseAxis(p: Float64Array, n: number, stride: number, c: number, periodic: boolean): void {
  // On a ring, A = T − c w wᵀ with w one at both ends, and A⁻¹ = T⁻¹ + c T⁻¹w wᵀT⁻¹/(1 − c wᵀT⁻¹w), all positive.
  const diagonal = new Float64Array(n).fill(1 + 2 * c);
  for (const end of [0, n - 1]) diagonal[end] = periodic ? 1 + 3 * c : 1 + c;
  const off = new Float64Array(n).fill(-c);
  const scratch = new Float64Array(n);
  const corner = new Float64Array(n);
  corner[0] = 1;
  corner[n - 1] = 1;
  if (periodic) solveTridiagonalMany(corner, off, diagonal, off, scratch, 1);
  // 1 − c wᵀT⁻¹w, and 2c (1 − c wᵀT⁻¹w) = 1ᵀT⁻¹w by the sum over all rows of T x = w.
  let total = 0;
  for (const value of corner) total += value;
  const block = n * stride;
  for (let start = 0; start < p.length; start += block) {
    const plane = p.subarray(start, start + block);
    solveTridiagonalMany(plane, off, diagonal, off, scratch, stride);
    if (!periodic) continue;
    for (let b = 0; b < stride; b++) {
      const factor = (2 * c * (plane[b] + plane[b + block - stride])) / total;
      for (let i = 0; i < n; i++) plane[i * stride + b] += factor * corner[i];
    }
  }
}
