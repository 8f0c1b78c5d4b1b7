import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { BoxIterate } from './boxIterate.ts';
import type { BoxProblem } from './boxProblem.ts';

/** Sums over faces, in units of h^d. */
export interface KineticSums {
  /** Σ_j Δs Σ_f m²/θ. */
  readonly action: number;
  /** Σ_j Δs Σ_f (m − τθ grad φ)²/(2τθ). */
  readonly excess: number;
}

const sums = { action: 0, excess: 0 };

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
  const { potential, kinetic, outflow } = it;
  const m = it.momentum[axis];
  const theta = it.mobility[axis];
  const slopeLeft = it.slopeLeft[axis];
  const slopeRight = it.slopeRight[axis];
  const conductance = it.conductance[axis];
  const transportLeft = it.transportLeft[axis];
  const transportRight = it.transportRight[axis];
  const half = (0.5 * share) / h;
  const conduct = (share * timeStep) / (h * h);
  const inverse = 1 / h;
  let action = 0;
  let excess = 0;
  for (let i = 0; i < n; i++) {
    const a = at + l + i;
    const b = at + r + i;
    const velocity = timeStep * inverse * (potential[b] - potential[a]);
    const t = theta[a];
    const flux = m[a];
    const miss = t * velocity - flux;
    if (t > 0) {
      action += (flux * flux) / t;
      excess += (miss * miss) / t;
    } else if (miss !== 0) excess = Infinity;
    const f = share * inverse * miss;
    outflow[a] += f;
    outflow[b] -= f;
    const weight = (0.5 / timeStep) * velocity * velocity;
    kinetic[a] += weight * slopeLeft[a];
    kinetic[b] += weight * slopeRight[a];
    conductance[a] = conduct * t;
    transportLeft[a] = half * velocity * slopeLeft[a];
    transportRight[a] = half * velocity * slopeRight[a];
  }
  sums.action += action;
  sums.excess += excess;
}

/** {@link lineariseFaces} for interval j alone; sums are those of this interval. */
export function lineariseInterval(
  it: BoxIterate,
  { timeStep, intervals }: BoxProblem,
  j: number,
): KineticSums {
  const { grid } = it;
  const at = j * grid.size;
  it.kinetic.fill(0, at, at + grid.size);
  it.outflow.fill(0, at, at + grid.size);
  sums.action = 0;
  sums.excess = 0;
  for (let k = 0; k < grid.dimension; k++)
    eachFaceBlock(grid, k, (_, l, r, count) =>
      sweep(it, k, at, l, r, count, grid.axes[k].spacing, timeStep, 1 / intervals),
    );
  return { action: sums.action / intervals, excess: sums.excess / (2 * timeStep * intervals) };
}

/**
 * Writes what the faces make of the iterate: K, the outflow that momentum misses, and the coefficients of Newton's matrix.
 *
 * Velocities are those of the potentials, τ grad φ, not m/θ: where θ is nearly zero the latter say nothing, and Newton's method
 * with them crawls.
 */
export function lineariseFaces(it: BoxIterate, problem: BoxProblem): KineticSums {
  let action = 0;
  let excess = 0;
  for (let j = 0; j < problem.intervals; j++) {
    const interval = lineariseInterval(it, problem, j);
    action += interval.action;
    excess += interval.excess;
  }
  return { action, excess };
}
