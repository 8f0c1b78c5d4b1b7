import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import { eachInterval } from './bounds.ts';
import type { BoxIterate } from './boxIterate.ts';
import type { BoxProblem } from './boxProblem.ts';
import type { FaceMobility } from './faceMobility.ts';

/** D and the residual of stationarity, multipliers eliminated, towards the barrier μ. */
function cells(it: BoxIterate, problem: BoxProblem, barrier: number, proximal: number): void {
  const { density, potential, kinetic, curvature, stationarity, slope } = it;
  const n = it.grid.size;
  const { intervals, energy } = problem;
  const w = 0.5 / intervals;
  eachInterval(it, problem, (at, lower, ceiling, last) => {
    energy.local.curvature(it.cells, density.subarray(at, at + n));
    for (let i = 0; i < n; i++) {
      const k = at + i;
      const below = density[k] - lower;
      let d = it.lowerMultiplier[k] / below;
      let r = potential[k] - w * kinetic[k] - barrier / below;
      if (ceiling !== null) {
        const above = ceiling[i] - density[k];
        d += it.upperMultiplier[k] / above;
        r += barrier / above;
      }
      // A residual is a change of density: it is measured as the energy would, relative to thin densities.
      it.weight[k] = d + it.cells[i];
      d += (last ? 1 : proximal) * it.cells[i];
      r += last ? slope[i] : -potential[k + n] - w * kinetic[k + n];
      curvature[k] = d;
      stationarity[k] = r;
    }
  });
}

function bends(
  curvature: Float64Array,
  p: Float64Array,
  from: number,
  q: Float64Array,
  at: number,
  phi: Float64Array,
  l: number,
  r: number,
  n: number,
  strength: number,
  both: boolean,
  { cross, tilt, bow }: FaceMobility,
): void {
  for (let i = 0; i < n; i++) {
    const a = 0.5 * (p[from + l + i] + q[at + l + i]);
    const b = 0.5 * (p[from + r + i] + q[at + r + i]);
    const jump = phi[at + r + i] - phi[at + l + i];
    const s = strength * jump * jump;
    const c = 2 * cross(a, b);
    const left = s * (c * tilt(a, b) ** 2 + bow(a, b));
    const right = s * (c * tilt(b, a) ** 2 + bow(b, a));
    curvature[at + l + i] += left;
    curvature[at + r + i] += right;
    if (!both) continue;
    curvature[from + l + i] += left;
    curvature[from + r + i] += right;
  }
}

/**
 * Adds to D what bounds minus the Hessian of θ from above, (τ/2)|grad φ|² times cross (tilt δa − tilt δb)² ≤ 2 cross (tilt² δa² +
 * tilt² δb²): D stays diagonal, and steps stay descent directions.
 */
function addBends(it: BoxIterate, { previous, intervals, mobility, timeStep }: BoxProblem): void {
  const { grid, density, potential, curvature } = it;
  const n = grid.size;
  for (let j = 0; j < intervals; j++) {
    const p = j === 0 ? previous : density;
    const from = j === 0 ? 0 : (j - 1) * n;
    for (let k = 0; k < grid.dimension; k++) {
      // θ is taken at (p^{j−1} + p^j)/2: a quarter if only p^j moves, and twice that for each if both do.
      const strength = ((j === 0 ? 0.25 : 0.5) * timeStep) / (2 * intervals * grid.axes[k].spacing ** 2);
      eachFaceBlock(grid, k, (_, l, r, count) =>
        bends(curvature, p, from, density, j * n, potential, l, r, count, strength, j > 0, mobility),
      );
    }
  }
}

/**
 * Writes D, its inverse, the residual of stationarity and the weights of residuals in Newton's linear system.
 *
 * @param proximal - the part of E's curvature that densities between the ends have, which have no energy of their own. It keeps Newton's
 * matrix away from singular, and as a proximal term about the iterate it changes where no solution lies.
 */
export function assembleBox(it: BoxIterate, problem: BoxProblem, barrier: number, proximal: number): void {
  const { curvature, inverseCurvature } = it;
  cells(it, problem, barrier, proximal);
  if (!problem.mobility.linear) addBends(it, problem);
  for (let k = 0; k < curvature.length; k++) inverseCurvature[k] = 1 / curvature[k];
}
