import { massOf } from '../../../src/density/density.ts';
import { linearise } from './linearise.ts';
import { spread } from './spread.ts';
import type { System } from './system.ts';
import { update } from './update.ts';

/** Relative change of p, in L¹, below which a quadratically convergent iteration has arrived. */
const TOLERANCE = 1e-10;
/** Relative change below which vacuum may follow μ at once; inexact linear solves keep changes from becoming so small before. */
const NEAR = { direct: 1e-6, iterative: 1e-2 };
/** Mass that the limits of the last update may cost, relative. */
const MASS_TOLERANCE = 1e-15;
/** A linear solve that loses more mass than this has met a matrix that is nearly singular. */
const MASS_LIMIT = 1e-13;

/** A linear solve that leaves more of the right-hand side is no step. */
const GAIN = 0.5;
/** Relative change after which it is worth a look whether the equations hold already. */
const NEARLY = 1e-3;
/** Relative accuracy of linear solves far from the solution. */
const COARSE = 0.1;
/** Relative accuracy of linear solves near it: with less, small changes do not say that errors are small. */
const FINE = 1e-2;

/** Where an attempt begins, and how long it may take: a high start is safer, a low one quicker. */
export interface Attempt {
  /** Complementarity μ, relative to the scale of p δE. */
  readonly complementarity: number;
  /** Floor of the densities, relative to their mean. */
  readonly floor: number;
  readonly iterations: number;
  /** Whether the matrix is made an M-matrix, see {@link linearise}. */
  readonly monotone: boolean;
}

/** How an attempt ended. */
export interface Outcome {
  readonly converged: boolean;
  readonly iterations: number;
}

/** From one iteration to the next, μ falls the faster the smaller the last relative change was. */
function reduction(change: number): number {
  return change < 1e-4 ? 1e-6 : change < 0.03 ? 1e-2 : change < 0.3 ? 0.1 : 1;
}

function begin(
  system: System,
  previous: Float64Array,
  start: Float64Array | null,
  mass: number,
  timeStep: number,
  attempt: Attempt,
): number {
  const { grid, constrained, lower, upper, p } = system;
  const mu = constrained ? attempt.complementarity * system.scale : 0;
  p.set(start ?? previous);
  if (start === null) spread(system, timeStep, constrained ? (attempt.floor * mass) / grid.volume : 0);
  for (let i = 0; i < p.length; i++) {
    if (lower.finiteSlope) lower.multiplier[i] = mu / (p[i] - lower.value);
    if (upper.finiteSlope) upper.multiplier[i] = mu / (upper.value - p[i]);
  }
  return mu;
}

/**
 * How well to solve for a change, relative to it: as well as linearisation holds if changes shrink quadratically, and no
 * better than the tolerance of the step asks for.
 *
 * @param last - relative change of the last iteration, Infinity at first.
 */
function forcing(last: number): number {
  return Math.min(last < COARSE ? FINE : COARSE, Math.max(last, (10 * TOLERANCE) / last));
}

/** Whether the equations hold at the iterate: an error in p is no larger than the residual in L¹, as transport contracts it. */
function satisfied({ x }: System, perMass: number): boolean {
  let residual = 0;
  let excess = 0;
  for (let i = 0; i < x.length; i++) {
    residual += Math.abs(x[i]);
    excess += x[i];
  }
  return residual * perMass <= TOLERANCE && Math.abs(excess) * perMass <= MASS_LIMIT;
}

/**
 * One backward Euler step by Newton's method from `previous`, of mass `mass`: the solution in `system.p`.
 *
 * Where U′ is infinite at both ends of the domain it is Newton's method with the updates of {@link update}; where U′ is
 * finite at an end, a primal–dual interior-point method, whose μ ends so low that vacuum holds no mass.
 *
 * @param start - densities inside the domain to begin from, if not from `previous`.
 */
export function newton(
  system: System,
  previous: Float64Array,
  start: Float64Array | null,
  mass: number,
  timeStep: number,
  attempt: Attempt,
): Outcome {
  const { grid, jacobian, lower, upper, p } = system;
  system.nonlocal?.part.firstVariation(system.nonlocal.before, previous);
  let mu = begin(system, previous, start, mass, timeStep, attempt);
  const least = mu > 0 ? system.scale * Math.min(lower.complementarity, upper.complementarity) : 0;
  let near = false;
  let last = Infinity;
  const perMass = grid.cellVolume / mass;
  for (let iterations = 1; iterations <= attempt.iterations; iterations++) {
    linearise(system, previous, timeStep, mu, attempt.monotone);
    // Where linear solves take long, the last one is worth a check.
    if (jacobian.iterative && last < NEARLY && mu <= least && satisfied(system, perMass))
      return { converged: true, iterations: iterations - 1 };
    system.residual.set(system.x);
    const left = jacobian.solve(system, forcing(last));
    if (!(left < GAIN)) return { converged: false, iterations };
    const { change, lost, unsettled } = update(system, mu, near);
    if (!(change < Infinity)) return { converged: false, iterations };
    const small = left <= FINE && (change + unsettled) * perMass <= TOLERANCE;
    if (small && lost * perMass <= MASS_TOLERANCE && mu <= least)
      return { converged: Math.abs(massOf(p, grid) - mass) <= MASS_LIMIT * mass, iterations };
    last = change * perMass;
    near = last < (jacobian.iterative ? NEAR.iterative : NEAR.direct);
    mu = Math.max(least, mu * reduction(last));
  }
  return { converged: false, iterations: attempt.iterations };
}
