import { eachFaceBlock } from './eachFace.ts';
import type { FaceField } from './faceField.ts';
import type { Grid } from './grid.ts';

function differences(
  out: Float64Array,
  u: Float64Array,
  f: number,
  l: number,
  r: number,
  n: number,
  inverse: number,
): void {
  for (let i = 0; i < n; i++) out[f + i] = (u[r + i] - u[l + i]) * inverse;
}

function averages(out: Float64Array, u: Float64Array, f: number, l: number, r: number, n: number): void {
  for (let i = 0; i < n; i++) out[f + i] = 0.5 * (u[l + i] + u[r + i]);
}

function scatter(
  out: Float64Array,
  m: Float64Array,
  f: number,
  l: number,
  r: number,
  n: number,
  toLeft: number,
  toRight: number,
): void {
  for (let i = 0; i < n; i++) {
    out[l + i] += toLeft * m[f + i];
    out[r + i] += toRight * m[f + i];
  }
}

/**
 * Gradient from cells to interior faces, `(u_R − u_L)/h`. `out`: face field, `u`: cell field.
 *
 * @example
 * ```ts
 * import { divergence, faceField, gradient, grid } from 'ottoflow';
 *
 * const line = grid([[0, 4]], [4]);
 * const slopes = faceField(line);
 * gradient(slopes, Float64Array.of(0, 1, 4, 9), line);
 * const laplacian = new Float64Array(line.size);
 * divergence(laplacian, slopes, line);
 * console.log(slopes[0].join(', '), 'and', laplacian.join(', '));
 * ```
 * ```text
 * 1, 3, 5 and 1, 2, 2, -5
 * ```
 */
export function gradient(out: FaceField, u: Float64Array, grid: Grid): void {
  for (let k = 0; k < grid.dimension; k++) {
    const inverse = 1 / grid.axes[k].spacing;
    eachFaceBlock(grid, k, (f, l, r, n) => differences(out[k], u, f, l, r, n, inverse));
  }
}

/** Divergence from interior faces to cells with no flux through walls; minus the adjoint of {@link gradient}. */
export function divergence(out: Float64Array, m: FaceField, grid: Grid): void {
  out.fill(0);
  for (let k = 0; k < grid.dimension; k++) {
    const inverse = 1 / grid.axes[k].spacing;
    eachFaceBlock(grid, k, (f, l, r, n) => scatter(out, m[k], f, l, r, n, inverse, -inverse));
  }
}

/** Arithmetic average from cells to interior faces, `(u_L + u_R)/2`. @see {@link gradient} */
export function faceAverage(out: FaceField, u: Float64Array, grid: Grid): void {
  for (let k = 0; k < grid.dimension; k++)
    eachFaceBlock(grid, k, (f, l, r, n) => averages(out[k], u, f, l, r, n));
}

/** The adjoint of {@link faceAverage}: every face gives half of its value to each of its two cells, summed over axes. */
export function cellSum(out: Float64Array, m: FaceField, grid: Grid): void {
  out.fill(0);
  for (let k = 0; k < grid.dimension; k++)
    eachFaceBlock(grid, k, (f, l, r, n) => scatter(out, m[k], f, l, r, n, 0.5, 0.5));
}
