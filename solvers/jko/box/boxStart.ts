import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { Grid } from '../../../src/index.ts';
import { type SpectralSolver, spectralSolver } from '../../../src/numerics/spectralSolver.ts';
import { centre } from './bounds.ts';
import type { BoxIterate } from './boxIterate.ts';
import type { BoxProblem } from './boxProblem.ts';

// How far a start diffuses, in units of τ times the diffusivity p U″, and how much of the mass it spreads evenly.
const SPREAD = 2;
const EVEN = 1e-3;

/** A maker of starts on one grid; calls allocate nothing. */
export interface BoxStart {
  /**
   * A feasible start that knows nothing but the previous density, vacuum or not: diffused, with a floor, linear in inner time, moved
   * there by the momentum that does just this.
   *
   * @param keepPotential - whether the iterate's potentials are a guess worth keeping.
   */
  begin(it: BoxIterate, problem: BoxProblem, keepPotential: boolean): void;
}

/** Σ p²/Σ p and U″ there. */
export function typical(problem: BoxProblem, scratch: Float64Array): { density: number; curvature: number } {
  const { previous, energy, end } = problem;
  let first = 0;
  let second = 0;
  for (const p of previous) {
    first += p;
    second += p * p;
  }
  const size = second / first;
  const inside = Math.min(Math.max(size, end[0] + 0.5 * size), 0.5 * (end[0] + end[1]));
  energy.local.curvature(scratch, scratch.fill(inside));
  return { density: size, curvature: scratch[0] };
}

function momentum(
  m: Float64Array,
  spread: Float64Array,
  even: Float64Array,
  l: number,
  r: number,
  n: number,
  c: number,
  h: number,
): void {
  for (let i = 0; i < n; i++)
    m[l + i] = -((1 - EVEN) * c * (spread[r + i] - spread[l + i]) + EVEN * (even[r + i] - even[l + i])) / h;
}

/** The starts of a grid. */
export function boxStart(grid: Grid): BoxStart {
  const solve: SpectralSolver = spectralSolver(grid);
  const spread = new Float64Array(grid.size);
  const even = new Float64Array(grid.size);
  return {
    begin(it, problem, keepPotential) {
      const { previous, intervals, timeStep } = problem;
      const n = grid.size;
      const { density: size, curvature } = typical(problem, spread);
      const c = SPREAD * timeStep * size * curvature;
      let mean = 0;
      for (let i = 0; i < n; i++) mean += previous[i] / n;
      // even solves −Δ even = p − mean, so that −grad even carries p to its mean.
      solve(even, previous, 0, 1);
      solve(spread, previous, 1, c);
      for (let k = 0; k < grid.dimension; k++) {
        const { spacing } = grid.axes[k];
        const m = it.momentum[k];
        eachFaceBlock(grid, k, (_, l, r, count) => momentum(m, spread, even, l, r, count, c, spacing));
        for (let j = 1; j < intervals; j++) m.copyWithin(j * n, 0, n);
      }
      for (let j = 0; j < intervals; j++) {
        const s = (j + 1) / intervals;
        for (let i = 0; i < n; i++)
          it.density[j * n + i] = (1 - s) * previous[i] + s * ((1 - EVEN) * spread[i] + EVEN * mean);
      }
      if (!keepPotential) it.potential.fill(0);
      centre(it, problem, EVEN * mean * size * curvature);
    },
  };
}
