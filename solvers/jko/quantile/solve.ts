import type { StepStatus } from '../../../src/index.ts';
import { advance } from './advance.ts';
import { assemble } from './assemble.ts';
import { type Direction, findDirection } from './direction.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { evaluateGauss } from './gaussPoints.ts';
import type { Iterate } from './iterate.ts';
import { modulusOf, type QuantileProblem } from './quantileProblem.ts';

/** Where the objective is not convex, V″ is raised to this share of −1/τ, which makes every matrix positive definite. */
const CONVEXIFIED = 0.9;

/** Most iterations without viscosity. */
const DIRECT = 15;

/** Factor from one viscosity to the next. */
const VANISHING = 0.1;

/** What is known after numerical failure. */
const NOTHING: Evaluation = {
  gap: Infinity,
  remaining: Infinity,
  decrease: 0,
  squaredTransport: 0,
  rounding: Number.MIN_VALUE,
};

/** How the Newton iteration ended. */
export interface Solved {
  readonly evaluation: Evaluation;
  readonly iterations: number;
  readonly status: StepStatus;
}

/** Starts from the previous density at rest. */
function start(it: Iterate, { mass, potential, previous, previousKnots }: QuantileProblem): void {
  it.width.set(previous);
  it.knots.set(previousKnots);
  it.displacement.fill(0);
  it.stretch.fill(0);
  for (let k = 0; k < mass.length; k++) it.balanced[k] = mass[k] / previous[k];
  if (potential !== null) evaluateGauss(it.before, previousKnots, potential);
}

/** The Newton direction, of a convexified objective where the objective is not convex; null after numerical failure. */
function assembledDirection(it: Iterate, problem: QuantileProblem): Direction | null {
  assemble(it, problem, -Infinity);
  let direction = findDirection(it, problem, false);
  if (direction === null) {
    assemble(it, problem, -CONVEXIFIED / problem.timeStep);
    direction = findDirection(it, problem, false);
  }
  return direction;
}

/**
 * A damped Newton method in which widths w and densities p are unknowns both, p w = Δs linearised, so that parcels may
 * swell and shrink by orders of magnitude in one iteration; knots stay monotone and the objective decreases throughout.
 *
 * @param bound - the gap to reach, given the decrease of E so far.
 */
function newton(
  it: Iterate,
  problem: QuantileProblem,
  bound: (decrease: number) => number,
  maxIterations: number,
): Solved {
  let evaluation = NOTHING;
  for (let iterations = 0; ; iterations++) {
    let direction = assembledDirection(it, problem);
    if (direction === null) return { evaluation: NOTHING, iterations, status: 'failed' };
    evaluation = evaluate(it, problem, direction);
    if (!Number.isFinite(direction.promise + evaluation.decrease))
      return { evaluation: NOTHING, iterations, status: 'failed' };
    const { remaining, decrease, rounding } = evaluation;
    if (remaining <= Math.max(bound(decrease), rounding))
      return { evaluation, iterations, status: 'converged' };
    if (iterations >= maxIterations) return { evaluation, iterations, status: 'iteration-limit' };
    if (direction.slope >= 0) direction = findDirection(it, problem, true);
    if (direction === null || !advance(it, problem, direction))
      return { evaluation, iterations, status: 'stalled' };
  }
}

/** The ε at which ε p log p is as stiff as U itself, where that is stiffest. */
function strongViscosity({ mass, previous, energy }: QuantileProblem): number {
  let stiffest = 0;
  for (let k = 0; k < mass.length; k++)
    stiffest = Math.max(stiffest, energy.stiffness(mass[k] / previous[k]));
  return stiffest;
}

/**
 * Solves a step by adding ε ∫ p log p dx and letting ε vanish, each problem solved to a gap of ε times the mass.
 *
 * Where pressure vanishes much faster than density, light parcels pass no force on, and a front of heavy ones sweeps them up
 * one by one, an iteration for each; entropy lets them feel it all at once.
 */
function vanishingViscosity(
  it: Iterate,
  problem: QuantileProblem,
  tolerance: number,
  maxIterations: number,
): Solved {
  const mass = problem.mass.reduce((a, b) => a + b, 0);
  let spent = 0;
  start(it, problem);
  for (let viscosity = strongViscosity(problem); viscosity > 0; viscosity *= VANISHING) {
    const viscous = { ...problem, energy: problem.viscous(viscosity) };
    const { evaluation, iterations } = newton(it, viscous, () => viscosity * mass, maxIterations - spent);
    spent += iterations;
    if (viscosity * mass <= Math.max(tolerance * evaluation.decrease, evaluation.rounding)) break;
    if (spent >= maxIterations) break;
  }
  const solved = newton(it, problem, (decrease) => tolerance * decrease, maxIterations - spent);
  return { ...solved, iterations: spent + solved.iterations };
}

/**
 * Solves a step from the previous density at rest, which for all but degenerate energies takes few iterations; where it does
 * not, again with {@link vanishingViscosity}.
 *
 * Stops on the gap relative to the decrease of E alone. Only where 1/τ + λ ≤ 0, and nothing bounds the minimum from below, on
 * the Newton decrement; there may be several minima then, and only without viscosity is it sure that the one found is lower
 * than where the step began.
 */
export function solveQuantile(
  it: Iterate,
  problem: QuantileProblem,
  tolerance: number,
  maxIterations: number,
): Solved {
  const direct = modulusOf(problem) > 0 ? Math.min(DIRECT, maxIterations) : maxIterations;
  start(it, problem);
  const solved = newton(it, problem, (decrease) => tolerance * decrease, direct);
  if (solved.status === 'converged' || direct === maxIterations) return solved;
  const again = vanishingViscosity(it, problem, tolerance, maxIterations - solved.iterations);
  return { ...again, iterations: solved.iterations + again.iterations };
}
