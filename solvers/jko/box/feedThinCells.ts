import type { BoxIterate } from './boxIterate.ts';

// A cell is thin if the continuity equation takes more than this part of what it has, while stationarity does not ask for it;
const LOSS = 0.5;
// it is fed by a neighbour with this many times as much.
const FATTER = 2;
// Neighbours of neighbours may need it, too.
const PASSES = 2;

/**
 * Mends the steps of one interval where they would empty a thin cell because a linear solve was accurate for its fat neighbours only:
 * the fattest neighbour gives what is missing, through the face between, whose mobility is that of the neighbour. Mass and the
 * continuity equation are kept to rounding.
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
      const enough = Math.max(wanted[at + i], -LOSS * room);
      if (step[i] < -LOSS * room && step[i] < enough) fed += feed(step, it, i, at, room, enough - step[i]);
    }
    if (fed === 0) return;
  }
}

/** Moves an amount to cell i from its fattest neighbour, if that is fat enough; returns the number of cells fed. */
function feed(
  step: Float64Array,
  { grid, density, momentumStep, intervals }: BoxIterate,
  i: number,
  at: number,
  room: number,
  amount: number,
): number {
  let fattest = FATTER * room;
  let giver = -1;
  let axis = 0;
  let above = false;
  for (let k = 0; k < grid.dimension; k++) {
    const { cells, periodic } = grid.axes[k];
    const stride = grid.strides[k];
    const index = Math.floor(i / stride) % cells;
    const up = index < cells - 1 ? i + stride : periodic ? i - (cells - 1) * stride : i;
    const down = index > 0 ? i - stride : periodic ? i + (cells - 1) * stride : i;
    if (density[at + up] > fattest) {
      fattest = density[at + up];
      giver = up;
      axis = k;
      above = true;
    }
    if (density[at + down] > fattest) {
      fattest = density[at + down];
      giver = down;
      axis = k;
      above = false;
    }
  }
  if (giver < 0) return 0;
  const momentum = amount * intervals * grid.axes[axis].spacing;
  if (above) momentumStep[axis][at + i] -= momentum;
  else momentumStep[axis][at + giver] += momentum;
  step[i] += amount;
  step[giver] -= amount;
  return 1;
}
