import { massOf } from '../../src/density/density.ts';
import { energyDecrease } from '../energyDecrease.ts';
import { type Evaluation, gapRounding, relativeGap, roundedSize } from './evaluation.ts';
import type { FaceValues } from './faceValues.ts';
import { endOf, type Path, type StepProblem } from './stepProblem.ts';

/** Arrays that {@link evaluate} overwrites. */
export interface EvaluationScratch {
  readonly kinetic: Float64Array;
  readonly cells: Float64Array;
}

/** Scratch for n cells and S intervals. */
export function evaluationScratch(cells: number, intervals: number): EvaluationScratch {
  return { kinetic: new Float64Array(cells * intervals), cells: new Float64Array(cells) };
}

interface KineticParts {
  /** Σ_j Δs Σ_f m²/θ. */
  readonly action: number;
  /** Σ_j Δs Σ_f (m − τθ grad φ)²/(2τθ). */
  readonly excess: number;
}

/** Writes K^j = (τ/2) Σ_{f∋i} ∂θ_f |grad φ^j|² (for the arithmetic mean τ/2 Aᵀ|grad φ|²) and sums the kinetic parts. */
function kineticParts(
  kinetic: Float64Array,
  path: Path,
  faces: FaceValues,
  problem: StepProblem,
): KineticParts {
  const { previous, intervals, timeStep, energy } = problem;
  const n = previous.length;
  const h = energy.grid.axes[0].spacing;
  kinetic.fill(0);
  let action = 0;
  let excess = 0;
  for (let j = 0; j < intervals; j++) {
    for (let f = 0; f < n - 1; f++) {
      const k = j * n + f;
      const slope = (path.potential[k + 1] - path.potential[k]) / h;
      const theta = faces.mobility[k];
      const miss = faces.velocity[k] - timeStep * slope;
      action += faces.momentum[k] * faces.velocity[k];
      excess += theta * miss * miss;
      const weight = 0.5 * timeStep * slope * slope;
      kinetic[k] += weight * faces.slopeLeft[k];
      kinetic[k + 1] += weight * faces.slopeRight[k];
    }
  }
  return { action: action / intervals, excess: excess / (2 * timeStep * intervals) };
}

/**
 * Σ_j ⟨p^j, s^j⟩ over j < S with the slack s^j = φ^j − φ^{j+1} − (Δs/2)(K^j + K^{j+1}) of the discrete Hamilton–Jacobi
 * inequality, after the constants have been added to the φ^j for which the least slack of every j is zero: the best ones.
 */
function complementarity(
  kinetic: Float64Array,
  { density, potential }: Path,
  { previous, intervals }: StepProblem,
): number {
  const n = previous.length;
  let total = 0;
  for (let j = 0; j + 1 < intervals; j++) {
    let least = Infinity;
    for (let k = j * n; k < (j + 1) * n; k++) {
      const slack = potential[k] - potential[k + n] - (0.5 / intervals) * (kinetic[k] + kinetic[k + n]);
      kinetic[k] = slack; // K^j is not needed again: interval j + 1 uses K^{j+1} and K^{j+2}
      if (slack < least) least = slack;
    }
    for (let k = j * n; k < (j + 1) * n; k++) total += density[k] * (kinetic[k] - least);
  }
  return total;
}

/** Largest violation of the continuity equation by the momentum, relative to the mass per unit volume. */
function continuityResidual(
  faces: FaceValues,
  { density }: Path,
  { previous, intervals, energy }: StepProblem,
): number {
  const n = previous.length;
  const scale = 1 / (energy.grid.axes[0].spacing * intervals);
  let worst = 0;
  let mass = 0;
  for (let i = 0; i < n; i++) mass += previous[i];
  for (let j = 0; j < intervals; j++) {
    for (let i = 0; i < n; i++) {
      const k = j * n + i;
      const change = density[k] - (j === 0 ? previous[i] : density[k - n]);
      const outflow = (i < n - 1 ? faces.momentum[k] : 0) - (i > 0 ? faces.momentum[k - 1] : 0);
      worst = Math.max(worst, Math.abs(change + scale * outflow));
    }
  }
  return (worst * n) / mass;
}

/**
 * The rigorous duality gap of a path with positive densities and whatever potentials, with `faces` evaluated at it.
 *
 * With K^j = (τ/2) Σ ∂θ |grad φ^j|², y = −φ^S + (Δs/2) K^S and s^j as in {@link complementarity},
 *
 *     primal − dual = [E(p^S) + E*(y) − ⟨p^S, y⟩] + Σ_j Δs h Σ_f (m − τθ grad φ)²/(2τθ) + Σ_{j<S} ⟨p^j, s^j⟩,
 *
 * three sums of nonnegative terms: the gap is known to many digits even where primal and dual agree in all of theirs. For
 * means other than the arithmetic one, ∂θ at the path is a supergradient of the concave θ, so the bound still holds.
 */
export function evaluate(
  scratch: EvaluationScratch,
  path: Path,
  faces: FaceValues,
  problem: StepProblem,
): Evaluation {
  const { previous, intervals, timeStep, energy } = problem;
  const n = previous.length;
  const h = energy.grid.axes[0].spacing;
  const { kinetic, cells } = scratch;
  const { action, excess } = kineticParts(kinetic, path, faces, problem);
  const last = (intervals - 1) * n;
  const end = endOf(path, problem);
  let size = 0;
  for (let i = 0; i < n; i++) {
    cells[i] = -path.potential[last + i] + (0.5 / intervals) * kinetic[last + i];
    size += h * end[i] * Math.abs(cells[i]);
  }
  const sum = energy.fenchelGap(end, cells) + h * excess + h * complementarity(kinetic, path, problem);
  // Potentials far from the solution can overflow the conjugate: such a bound says nothing.
  const gap = Number.isNaN(sum) ? Infinity : sum;
  // The kinetic parts are not needed any more.
  const slope = kinetic.subarray(0, n);
  const value = energy.firstVariation(slope, end);
  const decrease = energyDecrease(previous, end, slope, energy);
  const transport = Math.sqrt(h * action);
  const primal = (transport * transport) / (2 * timeStep) + value;
  const rounding = gapRounding(roundedSize(cells, slope), massOf(previous, energy.grid), problem, h);
  return {
    primal,
    dual: primal - gap,
    gap,
    relativeGap: relativeGap(gap, decrease, rounding),
    continuity: continuityResidual(faces, path, problem),
    transport,
    decrease,
    rounding,
    size,
  };
}
