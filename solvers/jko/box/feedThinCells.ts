import type { BoxIterate } from './boxIterate.ts';

// No cell is to lose more than this part of what it has, unless stationarity asks for it.
const LOSS = 0.9;
// Those who give may have to be fed themselves.
const PASSES = 4;

/**
 * Mends the steps of one interval where they would empty a thin cell because a linear solve was accurate for its fat neighbours only:
 * the neighbour who can spare most gives what is missing, through the face between, whose mobility is that of the neighbour. Mass and
 * the continuity equation are kept to rounding.
 *
 * @param step - δp^j by the continuity equation, n cells; changed.
 * @param wanted - δp by stationarity, from `at`, relatively accurate in thin cells. @param lower - the lower bound of p^j.
 */
export function feedThinCells(
  step: Float64Array,
  it: BoxIterate,
  wanted: Float64Array,
  at: number,
  lower: number,
): void {
  const { density } = it;
  for (let pass = 0; pass < PASSES; pass++) {
    let fed = 0;
    for (let i = 0; i < step.length; i++) {
      const room = density[at + i] - lower;
      if (step[i] >= -LOSS * room) continue;
      const missing = Math.max(wanted[at + i], -LOSS * room) - step[i];
      if (missing > 0) fed += feed(step, it, i, at, lower, missing);
    }
    if (fed === 0) return;
  }
}

/** Moves up to `missing` to cell i from the neighbour who can spare most; returns the number of cells fed. */
function feed(
  step: Float64Array,
  { grid, density, momentumStep, intervals }: BoxIterate,
  i: number,
  at: number,
  lower: number,
  missing: number,
): number {
  let most = 0;
  let giver = -1;
  let axis = 0;
  let above = false;
  for (let k = 0; k < grid.dimension; k++) {
    const { cells, periodic } = grid.axes[k];
    const stride = grid.strides[k];
    const index = Math.floor(i / stride) % cells;
    const up = index < cells - 1 ? i + stride : periodic ? i - (cells - 1) * stride : i;
    const down = index > 0 ? i - stride : periodic ? i + (cells - 1) * stride : i;
    const spareUp = step[up] + LOSS * (density[at + up] - lower);
    const spareDown = step[down] + LOSS * (density[at + down] - lower);
    if (up !== i && spareUp > most) {
      most = spareUp;
      giver = up;
      axis = k;
      above = true;
    }
    if (down !== i && spareDown > most) {
      most = spareDown;
      giver = down;
      axis = k;
      above = false;
    }
  }
  if (giver < 0) return 0;
  const amount = Math.min(missing, most);
  const momentum = amount * intervals * grid.axes[axis].spacing;
  if (above) momentumStep[axis][at + i] -= momentum;
  else momentumStep[axis][at + giver] += momentum;
  step[i] += amount;
  step[giver] -= amount;
  return 1;
}
