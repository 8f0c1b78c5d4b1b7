import type { Grid } from '../../../src/grid/grid.ts';

/** How slopes inside cells are chosen. */
export type Limiter = 'adaptive' | 'minmod';

/** The generalised minmod parameter, 1 ≤ θ ≤ 2: at 2 the least dissipative one that keeps end values nonnegative. */
const THETA = 2;

/** The generalised minmod of the left, central and right differences of neighbouring cell averages. */
function minmod(back: number, forward: number): number {
  if (back > 0 && forward > 0) return Math.min(THETA * back, 0.5 * (back + forward), THETA * forward);
  if (back < 0 && forward < 0) return Math.max(THETA * back, 0.5 * (back + forward), THETA * forward);
  return 0;
}

/** One line of cells from `start`, `stride` apart. */
interface Line {
  readonly start: number;
  readonly stride: number;
  readonly cells: number;
  readonly periodic: boolean;
}

function reconstructLine(
  lowEnd: Float64Array,
  highEnd: Float64Array,
  p: Float64Array,
  { start, stride, cells, periodic }: Line,
  limiter: Limiter,
): void {
  const always = limiter === 'minmod';
  const end = start + (cells - 1) * stride;
  for (let i = start; i <= end; i += stride) {
    const q = p[i];
    let back = q - p[i > start ? i - stride : end];
    let forward = p[i < end ? i + stride : start] - q;
    if (!periodic) {
      if (i === start) back = forward;
      if (i === end) forward = back;
      if (cells === 1) back = forward = 0;
    }
    const central = 0.5 * (back + forward);
    const slope = !always && Math.abs(central) <= 2 * q ? central : minmod(back, forward);
    // One-sided differences at walls may exceed what minmod would leave between two neighbours.
    const half = Math.min(Math.max(0.5 * slope, -q), q);
    lowEnd[i] = q - half;
    highEnd[i] = q + half;
  }
}

/**
 * Piecewise linear reconstruction along axis k: `lowEnd` and `highEnd` receive the values at the two ends of each cell.
 *
 * End values of nonnegative cell averages are nonnegative, and average to them. `adaptive` takes the central difference
 * where it leaves both end values nonnegative and generalised minmod with θ = 2 elsewhere; `minmod` takes that everywhere.
 * In the first and last cell of a walled axis the slope is the one-sided difference, limited to nonnegative end values.
 *
 * Source: Carrillo–Chertock–Huang 2015, section 2.1, whose slopes are the adaptive ones.
 */
export function reconstruct(
  lowEnd: Float64Array,
  highEnd: Float64Array,
  p: Float64Array,
  grid: Grid,
  k: number,
  limiter: Limiter,
): void {
  const { cells, periodic } = grid.axes[k];
  const stride = grid.strides[k];
  for (let block = 0; block < grid.size; block += cells * stride)
    for (let start = block; start < block + stride; start++)
      reconstructLine(lowEnd, highEnd, p, { start, stride, cells, periodic }, limiter);
}
