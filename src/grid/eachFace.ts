import type { Grid } from './grid.ts';

/**
 * Runs `sweep(face, left, right, count)` over all interior faces normal to axis k in blocks: face `face + i` lies
 * between cells `left + i` and `right + i` for 0 ≤ i < count. This is the one place that knows the layout of face fields.
 */
export function eachFaceBlock(
  grid: Grid,
  k: number,
  sweep: (face: number, left: number, right: number, count: number) => void,
): void {
  const { cells, periodic } = grid.axes[k];
  const stride = grid.strides[k];
  const inner = (cells - 1) * stride;
  let face = 0;
  for (let start = 0; start < grid.size; start += cells * stride) {
    if (inner > 0) sweep(face, start, start + stride, inner);
    face += inner;
    if (periodic) {
      sweep(face, start + inner, start, stride);
      face += stride;
    }
  }
}
