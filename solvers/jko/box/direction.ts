import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import { divergence } from './boxCertificate.ts';
import type { BoxIterate } from './boxIterate.ts';
import type { BoxProblem } from './boxProblem.ts';
import { feedThinCells } from './feedThinCells.ts';

function momenta(
  out: Float64Array,
  it: BoxIterate,
  axis: number,
  at: number,
  l: number,
  r: number,
  n: number,
  first: boolean,
  timeStep: number,
  intervals: number,
  h: number,
): void {
  const { densityStep, potential, potentialStep } = it;
  const m = it.momentum[axis];
  const theta = it.mobility[axis];
  const left = it.transportLeft[axis];
  const right = it.transportRight[axis];
  const cells = it.grid.size;
  const scale = h * intervals;
  for (let i = 0; i < n; i++) {
    const a = at + l + i;
    const b = at + r + i;
    const jump = potential[b] - potential[a] + (potentialStep[b] - potentialStep[a]);
    let carried = left[a] * densityStep[a] + right[a] * densityStep[b];
    if (!first) carried += left[a] * densityStep[a - cells] + right[a] * densityStep[b - cells];
    out[a] = scale * carried + ((timeStep * theta[a]) / h) * jump - m[a];
  }
}

/**
 * Writes the steps of densities and momentum that belong to that of the potentials: δp by stationarity, δm by m = τθ grad φ, and
 * then δp anew by the continuity equation, which holds to rounding whatever the accuracy of the linear solve.
 *
 * @param feeding - whether thin cells are kept from emptying where a rough linear solve would empty them; steps are then no longer
 * those of a descent direction.
 */
export function findSteps(
  it: BoxIterate,
  { timeStep, intervals, inner, end }: BoxProblem,
  feeding: boolean,
): void {
  const { grid, densityStep, momentumStep, pulled, stationarity, inverseCurvature } = it;
  const n = grid.size;
  for (let k = 0; k < densityStep.length; k++)
    densityStep[k] = -inverseCurvature[k] * (stationarity[k] + pulled[k]);
  for (let j = 0; j < intervals; j++)
    for (let k = 0; k < grid.dimension; k++)
      eachFaceBlock(grid, k, (_, l, r, count) =>
        momenta(
          momentumStep[k],
          it,
          k,
          j * n,
          l,
          r,
          count,
          j === 0,
          timeStep,
          intervals,
          grid.axes[k].spacing,
        ),
      );
  for (let j = 0; j < intervals; j++) {
    divergence(it.cells, momentumStep, it, j);
    for (let i = 0; i < n; i++)
      it.cells[i] = (j === 0 ? 0 : densityStep[(j - 1) * n + i]) - it.cells[i] / intervals;
    if (feeding) feedThinCells(it.cells, it, densityStep, j * n, (j < intervals - 1 ? inner : end).lower);
    densityStep.set(it.cells, j * n);
  }
}
