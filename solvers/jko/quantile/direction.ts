import { solveChain } from './chain.ts';
import type { Iterate } from './iterate.ts';
import type { QuantileProblem } from './quantileProblem.ts';

/** A density that pressures cannot balance falls to this share of what it was. */
const FALL = 0.01;

/** A direction, and how much it promises. */
export interface Direction {
  /** Derivative of the objective along the direction, < 0 if it descends. */
  readonly slope: number;
  /** ½ ⟨δx, (L + Kᵀ C K) δx⟩, what a full step gains where the objective is quadratic. */
  readonly promise: number;
  /** Whether all predicted pressures are those of a density, so that they bound the minimum from below. */
  readonly balanced: boolean;
}

/** Pressures that the direction predicts, π = P̃ − C δw, and their densities. */
function predict(it: Iterate, { energy, mass }: QuantileProblem, pressures: Float64Array): boolean {
  const { width, balanced, predicted, growth, stiffness } = it;
  let all = true;
  for (let k = 0; k < mass.length; k++) {
    const pressure = pressures[k] - stiffness[k] * growth[k];
    let q = 0;
    if (pressure > energy.leastPressure) {
      const guess = mass[k] / width[k] - (balanced[k] / width[k]) * growth[k];
      q = energy.density(pressure, guess);
    }
    if (q > 0 && q < energy.largest) predicted[k] = q;
    else {
      predicted[k] = FALL * balanced[k];
      all = false;
    }
  }
  return all;
}

/**
 * Solves (L + Kᵀ C K) δx = −∇ for the direction, K the differences of knots, at an assembled iterate.
 *
 * @param exact - the pressures of the iterate itself on the right-hand side, by which the direction descends for sure,
 * rather than those linearised at the balanced densities, by which it converges sooner.
 * @returns null if the matrix is not positive definite.
 */
export function findDirection(it: Iterate, problem: QuantileProblem, exact: boolean): Direction | null {
  const { gradient, inertia, inertiaOff, pressure, linearised, stiffness, direction, growth } = it;
  const { force, ground, spring } = it;
  const pressures = exact ? pressure : linearised;
  const parcels = stiffness.length;
  ground.set(inertia);
  for (let k = 0; k <= parcels; k++) force[k] = -gradient[k];
  for (let k = 0; k < parcels; k++) {
    const excess = pressures[k] - pressure[k];
    force[k] -= excess;
    force[k + 1] += excess;
    ground[k] += inertiaOff[k];
    ground[k + 1] += inertiaOff[k];
    spring[k] = stiffness[k] - inertiaOff[k];
  }
  if (!solveChain(direction, growth, force, ground, spring, it.scratch)) return null;
  let curvature = 0;
  let slope = 0;
  for (let k = 0; k < parcels; k++) {
    curvature += inertia[k] * direction[k] ** 2 + 2 * inertiaOff[k] * direction[k] * direction[k + 1];
    curvature += stiffness[k] * growth[k] * growth[k];
    slope += (pressures[k] - pressure[k]) * growth[k];
  }
  return { slope: slope - curvature, promise: 0.5 * curvature, balanced: predict(it, problem, pressures) };
}
