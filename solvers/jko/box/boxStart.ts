import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { Grid } from '../../../src/index.ts';
import { evenDensity } from '../../../src/numerics/evenDensity.ts';
import { type SpectralSolver, spectralSolver } from '../../../src/numerics/spectralSolver.ts';
import { centre } from './bounds.ts';
import type { BoxIterate } from './boxIterate.ts';
import type { BoxProblem } from './boxProblem.ts';
import { partBelow } from './partBelow.ts';
import { typical } from './typical.ts';

/** How far a start diffuses, in units of τ times the diffusivity p U″, and how much of the mass it spreads evenly. */
interface Reach {
  readonly spread: number;
  readonly even: number;
}

// The nearer to the previous density, the fewer iterations. Only a path of several intervals out of vacuum that is to fill cells wants more: with little in
// them they are emptied before it has found its way.
const ONE: Reach = { spread: 0.1, even: 1e-6 };
const NEAR: Reach = { spread: 0.3, even: 1e-5 };
const FAR: Reach = { spread: 2, even: 1e-3 };

// Steps that pass less of a cell fill none.
const SHORT = 0.2;

// Cells of less than this part of the mean density are vacuum.
const VACUUM = 1e-6;

/** Whether there is a choice of starts: for paths of several intervals out of vacuum. */
export function hasAnotherStart({ previous, intervals }: BoxProblem): boolean {
  if (intervals === 1) return false;
  let mean = 0;
  for (let i = 0; i < previous.length; i++) mean += previous[i] / previous.length;
  return previous.some((p) => p < VACUUM * mean);
}

/** @param passed - cells that a step passes, √(τ p U″)/h. */
function reachOf(problem: BoxProblem, passed: number, near: boolean): Reach {
  if (problem.intervals === 1) return ONE;
  if (near || !hasAnotherStart(problem)) return NEAR;
  return passed < SHORT ? ONE : FAR;
}

/** A maker of starts on one grid; calls allocate nothing. */
export interface BoxStart {
  /**
   * A feasible start that knows nothing but the previous density, vacuum or not: diffused, with a floor, linear in inner time, moved
   * there by the momentum that does just this.
   *
   * @param near - near to the previous density even where far is thought to be better.
   */
  begin(it: BoxIterate, problem: BoxProblem, near?: boolean): void;
}

function momentum(
  m: Float64Array,
  spread: Float64Array,
  even: Float64Array,
  l: number,
  r: number,
  n: number,
  share: number,
  c: number,
  h: number,
): void {
  for (let i = 0; i < n; i++)
    m[l + i] = -((1 - share) * c * (spread[r + i] - spread[l + i]) + share * (even[r + i] - even[l + i])) / h;
}

/** The mean of δE where the mass of the iterate's p^S is: minus the potential of a density at rest. */
function typicalSlope(
  { density, slope, nonlocalSlope, intervals }: BoxIterate,
  { energy }: BoxProblem,
): number {
  const end = density.subarray((intervals - 1) * slope.length);
  energy.local.firstVariation(slope, end);
  if (energy.nonlocal === null) nonlocalSlope.fill(0);
  else energy.nonlocal.firstVariation(nonlocalSlope, end);
  let sum = 0;
  let mass = 0;
  for (let i = 0; i < slope.length; i++) {
    sum += end[i] * (slope[i] + nonlocalSlope[i]);
    mass += end[i];
  }
  return sum / mass;
}

/** The starts of a grid. */
export function boxStart(grid: Grid): BoxStart {
  const solve: SpectralSolver = spectralSolver(grid);
  const spread = new Float64Array(grid.size);
  const even = new Float64Array(grid.size);
  const target = new Float64Array(grid.size);
  return {
    begin(it, problem, near = false) {
      const { previous, intervals, timeStep, end } = problem;
      const n = grid.size;
      const { density: size, curvature } = typical(problem, spread);
      let mean = 0;
      for (let i = 0; i < n; i++) mean += previous[i] / n;
      const passed = Math.sqrt(timeStep * size * curvature) / Math.min(...grid.axes.map((a) => a.spacing));
      const reach = reachOf(problem, passed, near);
      const share = reach.even;
      const c = reach.spread * timeStep * size * curvature;
      solve(spread, previous, 1, c);
      const part = partBelow(previous, spread, end.ceiling);
      evenDensity(target, n * mean, end.lower, end.ceiling);
      // even solves −Δ even = p − target, so that −grad even carries p there.
      for (let i = 0; i < n; i++) even[i] = previous[i] - target[i];
      solve(even, even, 0, 1);
      for (let k = 0; k < grid.dimension; k++) {
        const { spacing } = grid.axes[k];
        const m = it.momentum[k];
        eachFaceBlock(grid, k, (_, l, r, count) =>
          momentum(m, spread, even, l, r, count, share, part * c, spacing),
        );
        for (let j = 1; j < intervals; j++) m.copyWithin(j * n, 0, n);
      }
      for (let j = 0; j < intervals; j++) {
        const s = (j + 1) / intervals;
        for (let i = 0; i < n; i++) {
          const near = part < 1 ? previous[i] + part * (spread[i] - previous[i]) : spread[i];
          it.density[j * n + i] = (1 - s) * previous[i] + s * ((1 - share) * near + share * target[i]);
        }
      }
      it.potential.fill(-typicalSlope(it, problem));
      centre(it, problem, share * mean * size * curvature);
    },
  };
}
