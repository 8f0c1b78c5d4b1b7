import { solveSymmetricTridiagonal } from '../../../src/numerics/tridiagonal.ts';
import type { Direction } from './direction.ts';
import { FIRST, potentialRemainder, SECOND } from './gaussPoints.ts';
import type { Iterate } from './iterate.ts';
import { modulusOf, type QuantileProblem } from './quantileProblem.ts';

/** What is known of an iterate. */
export interface Evaluation {
  /** An upper bound of objective − minimum; Infinity where none could be proved. */
  readonly gap: number;
  /** What is left to gain: the gap, or where the objective is not convex and has none, what one more Newton step promises. */
  readonly remaining: number;
  /** E(previous) − E, of the Lagrangian energy. */
  readonly decrease: number;
  /** W₂(previous, iterate)², exact. */
  readonly squaredTransport: number;
  /** A gap below this is rounding, however little the energy decreases. */
  readonly rounding: number;
}

/** Fixes the walls: nothing moves the outermost knots. */
function fixWalls(x: Float64Array, diagonal: Float64Array, off: Float64Array): void {
  const last = x.length - 1;
  x[0] = 0;
  x[last] = 0;
  diagonal[0] = 1;
  diagonal[last] = 1;
  off[0] = 0;
  off[last - 1] = 0;
}

/** ½ ⟨r, M⁻¹ r⟩ for r = −L δx at the inner knots, the forces that the predicted pressures leave unbalanced. */
function inertialGap(it: Iterate, { mass }: QuantileProblem): number {
  const { direction, inertia, inertiaOff, diagonal, off, solution, change } = it;
  const last = mass.length;
  diagonal.fill(0);
  for (let k = 0; k < last; k++) {
    diagonal[k] += mass[k] / 3;
    diagonal[k + 1] += mass[k] / 3;
    off[k] = mass[k] / 6;
  }
  for (let k = 1; k < last; k++)
    solution[k] =
      inertia[k] * direction[k] + inertiaOff[k - 1] * direction[k - 1] + inertiaOff[k] * direction[k + 1];
  fixWalls(solution, diagonal, off);
  change.set(solution);
  if (!solveSymmetricTridiagonal(solution, diagonal, off, it.scratch)) return Infinity;
  let s = 0;
  for (let k = 1; k < last; k++) s += change[k] * solution[k];
  return 0.5 * s;
}

/** E(previous) − E(iterate), without the cancellation of two energies: Bregman distances and the iterate's own forces. */
function energyDecrease(it: Iterate, problem: QuantileProblem): number {
  const { energy, potential, mass, previous, previousKnots } = problem;
  const { displacement, stretch, change, width, pressure, here, before } = it;
  const last = mass.length;
  // The walls do not move, so that a constant pressure does no work.
  const mean = pressure[last >> 1];
  let s = 0;
  for (let k = 0; k < last; k++) {
    s += energy.bregman(mass[k], previous[k], width[k]);
    s += (pressure[k] - mean) * stretch[k];
  }
  if (potential === null) return s;
  for (let k = 0; k <= last; k++) change[k] = -displacement[k];
  s += potentialRemainder(here, before, change, mass, previousKnots[last] - previousKnots[0]);
  for (let k = 0; k < last; k++)
    for (let e = 0; e < 2; e++) {
      const share = e === 0 ? FIRST : SECOND;
      const moved = displacement[k] + share * (displacement[k + 1] - displacement[k]);
      s -= 0.5 * mass[k] * here.slope[2 * k + e] * moved;
    }
  return s;
}

/**
 * Bounds objective − minimum at the iterate by weak duality, with the pressures π that a Newton direction δx predicts.
 *
 * With r the forces of inertia and potential that π leaves unbalanced, and q the densities of pressure π,
 *
 *     gap = Σ_k ψ_k(w_k) − ψ_k(Δs_k/q_k) + π_k (w_k − Δs_k/q_k) + ½ ⟨r, M⁻¹ r⟩/(1/τ + λ)
 *
 * (Fenchel–Young on each parcel, strong convexity of the rest): nonnegative terms, about half the squared Newton decrement.
 */
export function evaluate(
  it: Iterate,
  problem: QuantileProblem,
  { promise, balanced }: Direction,
): Evaluation {
  const { energy, mass, timeStep } = problem;
  const { width, predicted, displacement } = it;
  const modulus = modulusOf(problem);
  let gap = balanced && modulus > 0 ? inertialGap(it, problem) / modulus : Infinity;
  let noise = 0;
  let action = 0;
  for (let k = 0; k < mass.length; k++) {
    const p = mass[k] / width[k];
    if (gap < Infinity) gap += energy.bregman(mass[k], width[k], mass[k] / predicted[k]);
    // What a unit of force strains a parcel by: its own give, or that of its inertia if it is softer than that.
    const give = Math.min(width[k] / (p * energy.stiffness(p)), timeStep / mass[k]);
    noise += give * energy.pressureScale(p) ** 2;
    const a = displacement[k];
    const b = displacement[k + 1];
    action += (mass[k] / 3) * (a * a + a * b + b * b);
  }
  if (Number.isNaN(gap)) gap = Infinity;
  return {
    gap,
    remaining: modulus > 0 ? gap : promise,
    decrease: energyDecrease(it, problem),
    squaredTransport: action,
    // Pressures are known to their rounding, whose random walk along the line strains every parcel.
    rounding: mass.length * (4 * Number.EPSILON) ** 2 * noise,
  };
}
