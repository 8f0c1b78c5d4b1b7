import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { BoxProblem } from '../box/boxProblem.ts';
import { diffuseAxes } from './diffuseAxes.ts';
import type { Variables } from './variables.ts';

function duals(
  a: Float64Array,
  b: Float64Array,
  slope: Float64Array,
  l: number,
  r: number,
  n: number,
  h: number,
  timeStep: number,
): void {
  for (let i = 0; i < n; i++) {
    const g = (slope[l + i] - slope[r + i]) / h;
    b[l + i] = g;
    a[l + i] = -0.5 * timeStep * g * g;
  }
}

/**
 * Writes a start from the previous density alone: no motion, with the potentials −δE of the density diffused over one τ. In vacuum
 * these are steep and high, as they must become: from zero they would grow by a constant per iteration.
 */
export function startFrom(out: Variables, { previous, intervals, timeStep, energy }: BoxProblem): void {
  const { grid, local, nonlocal } = energy;
  const n = previous.length;
  const spread = previous.slice();
  diffuseAxes(spread, grid, timeStep);
  const least = Math.max(local.domain[0], Number.MIN_VALUE);
  const { ceiling } = local;
  for (let i = 0; i < n; i++)
    spread[i] = Math.max(least, ceiling === null ? spread[i] : Math.min(spread[i], ceiling[i]));
  const slope = new Float64Array(n);
  local.firstVariation(slope, spread);
  for (let i = 0; i < n; i++) if (!Number.isFinite(slope[i])) slope[i] = 0;
  out.all.fill(0);
  out.densityDual.set(slope, (intervals - 1) * n);
  for (let j = 0; j < intervals; j++) out.density.set(previous, j * n);
  if (nonlocal !== null) {
    const whole = new Float64Array(n);
    nonlocal.firstVariation(whole, spread);
    for (let i = 0; i < n; i++) slope[i] += whole[i];
  }
  for (let k = 0; k < grid.dimension; k++) {
    const [a, b] = [out.mobilityDual[k], out.momentumDual[k]];
    eachFaceBlock(grid, k, (_, l, r, count) =>
      duals(a, b, slope, l, r, count, grid.axes[k].spacing, timeStep),
    );
    for (let j = 1; j < intervals; j++) {
      a.copyWithin(j * n, 0, n);
      b.copyWithin(j * n, 0, n);
    }
  }
}
