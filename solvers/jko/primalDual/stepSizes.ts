import type { BoxProblem } from '../box/boxProblem.ts';
import { typical } from '../box/typical.ts';
import type { ContinuityMetric } from './continuity.ts';
import type { Movement } from './movement.ts';

/** Dual step sizes, all positive. */
export interface DualSteps {
  readonly mobility: number;
  readonly momentum: number;
  /** Of the local energy in the last interval. */
  readonly energy: number;
  /** Of p^j ≥ 0 in the others. */
  readonly sign: number;
}

/** Step sizes of the primal and dual variables, for which the iteration's metric is positive definite. */
export interface StepSizes {
  readonly primal: ContinuityMetric;
  readonly dual: DualSteps;
}

// Convergence is set by the thin cells, whose curvature is that of a tenth of the mean density; the sign constraint wants
// about five times that. Factors of two hardly matter, as the steps are adapted.
const THIN = 0.1;
const SIGN = 5;

// With over-relaxation by ρ a nonlocal part with curvature |λ| ≤ L needs 1/t − ‖K‖² σ ≥ L/(2(2 − ρ)) (Condat 2013).
const SMOOTH = 2.5;

// No step changes by more than this factor at once: a part that has hardly moved says little.
const CLAMP = 3;

/** Completes dual steps by the largest primal ones for which the iteration converges. */
export function stepSizes(dual: DualSteps, { energy, intervals }: BoxProblem): StepSizes {
  const d = energy.grid.dimension;
  const spectrum = energy.nonlocal?.spectrum ?? [0, 0];
  const smooth = SMOOTH * Math.max(Math.abs(spectrum[0]), Math.abs(spectrum[1]));
  // Every density meets the θ of 2d faces in two intervals with a quarter each, and every θ is the mean of four densities.
  const density = new Float64Array(intervals).fill(1 / (d * dual.mobility + dual.sign));
  // p^S enters one averaged density only, but E with weight 1/Δs.
  density[intervals - 1] = 1 / (0.5 * d * dual.mobility + intervals * (dual.energy + smooth));
  return { primal: { density, momentum: 1 / dual.momentum }, dual };
}

/**
 * Dual steps to begin with, in the units of the problem: curvature U″ for the duals of p, 1/(τ p) for that of m, both at typical
 * densities, so that iteration counts depend neither on the grid nor on τ.
 */
export function firstDualSteps(problem: BoxProblem): DualSteps {
  const { previous, energy, timeStep } = problem;
  const scratch = new Float64Array(previous.length);
  const { density, curvature: there } = typical(problem, scratch);
  const [, upper] = energy.local.domain;
  energy.local.curvature(scratch, scratch.fill(Math.min(THIN * density, 0.5 * upper)));
  // Where U is linear there is no curvature in thin cells either.
  const curvature = scratch[0] > 0 ? scratch[0] : there;
  return {
    mobility: curvature,
    momentum: 1 / (timeStep * density),
    energy: curvature,
    sign: SIGN * curvature,
  };
}

/** The geometric mean of a step and √(dual/primal), within the clamp; the step itself where nothing has moved. */
function balanced(step: number, dual: number, primal: number): number {
  const target = Math.sqrt(dual / primal);
  if (Number.isNaN(target)) return step;
  return step * Math.min(CLAMP, Math.max(1 / CLAMP, Math.sqrt(target / step)));
}

/**
 * Dual steps halfway, in logarithms, to those for which a movement is shortest in the metric.
 *
 * Every dual step σ enters the square of its length as |Δdual|²/σ + σ |Δprimal|² with the primal variables that it is coupled to, which is
 * least for σ = |Δdual|/|Δprimal|.
 * Source: primal weights of Applegate et al. 2021, Practical large-scale linear programming using primal-dual hybrid gradient,
 * one for each block of the coupling.
 */
export function adapted(dual: DualSteps, q: Movement, dimension: number): DualSteps {
  return {
    mobility: balanced(dual.mobility, q.mobilityDual, dimension * (q.inner + 0.5 * q.end)),
    momentum: balanced(dual.momentum, q.momentumDual, q.momentum),
    energy: balanced(dual.energy, q.energyDual, q.end),
    sign: balanced(dual.sign, q.signDual, q.inner),
  };
}
