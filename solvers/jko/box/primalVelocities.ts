import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { BoxIterate } from './boxIterate.ts';
import type { BoxProblem } from './boxProblem.ts';

function sweep(
  it: BoxIterate,
  axis: number,
  at: number,
  l: number,
  r: number,
  n: number,
  h: number,
  timeStep: number,
  share: number,
): void {
  const { potential, kinetic } = it;
  const m = it.momentum[axis];
  const theta = it.mobility[axis];
  const slopeLeft = it.slopeLeft[axis];
  const slopeRight = it.slopeRight[axis];
  const transportLeft = it.transportLeft[axis];
  const transportRight = it.transportRight[axis];
  const half = (0.5 * share) / h;
  for (let i = 0; i < n; i++) {
    const a = at + l + i;
    const b = at + r + i;
    const t = theta[a];
    const v = t > 0 ? m[a] / t : 0;
    const weight = v * ((potential[b] - potential[a]) / h - (0.5 / timeStep) * v);
    kinetic[a] += weight * slopeLeft[a];
    kinetic[b] += weight * slopeRight[a];
    transportLeft[a] = half * v * slopeLeft[a];
    transportRight[a] = half * v * slopeRight[a];
  }
}

/**
 * Replaces the velocities τ grad φ of a linearised and certified iterate by those of its momentum, v = m/θ: the system is then Newton's
 * for the convex primal problem with a barrier, whose direction descends on its objective whatever the potentials are.
 *
 * The stationarity in p becomes that of the linearisation about v, K = ∂θ (v grad φ − v²/(2τ)).
 */
export function usePrimalVelocities(it: BoxIterate, { timeStep, intervals }: BoxProblem): void {
  const { grid } = it;
  it.kinetic.fill(0);
  for (let j = 0; j < intervals; j++)
    for (let k = 0; k < grid.dimension; k++)
      eachFaceBlock(grid, k, (_, l, r, count) =>
        sweep(it, k, j * grid.size, l, r, count, grid.axes[k].spacing, timeStep, 1 / intervals),
      );
}
