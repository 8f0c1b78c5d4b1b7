import { centre } from '../../../solvers/jko/box/bounds.ts';
import type { BoxIterate } from '../../../solvers/jko/box/boxIterate.ts';
import type { BoxProblem } from '../../../solvers/jko/box/boxProblem.ts';
import { fillNormal, type Stream } from '../../../solvers/particles/random/streams.ts';
import { eachFaceBlock } from '../../../src/grid/eachFace.ts';

// The part of their mass that the random fluxes may take from cells.
const TAKEN = 0.9;
/** Standard deviation of potentials, which δE differs by as well. */
const HEIGHT = 2;

/**
 * Random fluxes along the whole path and the densities that they lead to, scaled such that some cell of some density keeps a tenth
 * of what it had, and random potentials; of the barrier's multipliers only the size is chosen.
 */
export function randomStart(it: BoxIterate, problem: BoxProblem, stream: Stream): void {
  const { grid, intervals, density, potential, momentum } = it;
  const n = grid.size;
  let draw = 0;
  fillNormal(potential, stream, draw++);
  for (let k = 0; k < potential.length; k++) potential[k] *= HEIGHT;
  density.fill(0);
  momentum.forEach((m, axis) => {
    fillNormal(m, stream, draw++);
    const kept = m.slice();
    m.fill(0);
    const scale = 1 / (intervals * grid.axes[axis].spacing);
    for (let j = 0; j < intervals; j++)
      eachFaceBlock(grid, axis, (_, l, r, count) => {
        for (let i = 0; i < count; i++) {
          const [a, b] = [j * n + l + i, j * n + r + i];
          m[a] = kept[a];
          density[a] -= scale * kept[a];
          density[b] += scale * kept[a];
        }
      });
  });
  for (let k = n; k < density.length; k++) density[k] += density[k - n];
  let part = Infinity;
  for (let k = 0; k < density.length; k++)
    if (density[k] < 0) part = Math.min(part, (-TAKEN * problem.previous[k % n]) / density[k]);
  for (const m of momentum) for (let k = 0; k < m.length; k++) m[k] *= part;
  for (let k = 0; k < density.length; k++) density[k] = problem.previous[k % n] + part * density[k];
  centre(it, problem, 1);
}
