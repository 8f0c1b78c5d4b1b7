import { massOf } from '../../../src/density/density.ts';
import { energyDecrease } from '../../energyDecrease.ts';
import { type Evaluation, gapRounding, relativeGap, roundedSize } from '../evaluation.ts';
import type { BoxIterate } from './boxIterate.ts';
import type { BoxProblem } from './boxProblem.ts';
import type { KineticSums } from './linearise.ts';

/** The evaluation of a step in a box. */
export interface BoxEvaluation extends Evaluation {
  /** The part of the gap that the Hamilton–Jacobi inequality between the ends is paid with. */
  readonly slack: number;
}

/**
 * Σ_j ⟨p^j, s^j⟩ over j < S with the slack s^j = φ^j − φ^{j+1} − (Δs/2)(K^j + K^{j+1}) of the discrete Hamilton–Jacobi
 * inequality, after the constants have been added to the φ^j for which the least slack of every j is zero, or between two bounds the cheapest: the best ones.
 */
function complementarity(it: BoxIterate, { inner: { lower, ceiling } }: BoxProblem): number {
  const { density, potential, kinetic, intervals } = it;
  const n = it.grid.size;
  let total = 0;
  for (let j = 0; j + 1 < intervals; j++) {
    let least = Infinity;
    for (let k = j * n; k < (j + 1) * n; k++) {
      const slack = potential[k] - potential[k + n] - (0.5 / intervals) * (kinetic[k] + kinetic[k + n]);
      it.scratch[k] = slack;
      if (slack < least) least = slack;
    }
    // With an upper bound, which the mobility sets everywhere alike, any constant will do, as what lies below it is paid for there.
    if (ceiling !== null) least = cheapest(it, j * n, lower, ceiling[0]);
    for (let i = 0, k = j * n; i < n; i++, k++) {
      const s = it.scratch[k] - least;
      total += s >= 0 || ceiling === null ? s * (density[k] - lower) : s * (density[k] - ceiling[i]);
    }
  }
  return total;
}

/**
 * The constant c that minimises Σ (s − c)₊ (p − lower) + (c − s)₊ (upper − p), whose slope is (upper − lower) times the number of s below
 * c, less Σ (p − lower).
 */
function cheapest({ scratch, density, grid }: BoxIterate, at: number, lower: number, upper: number): number {
  const sorted = scratch.slice(at, at + grid.size).sort();
  let above = 0;
  for (let k = at; k < at + grid.size; k++) above += density[k] - lower;
  return sorted[Math.min(grid.size - 1, Math.floor(above / (upper - lower)))];
}

/** Largest violation of the continuity equation, relative to the mass per unit volume. */
function continuityResidual(it: BoxIterate, { previous }: BoxProblem): number {
  const { grid, density, momentum, intervals } = it;
  const n = grid.size;
  let worst = 0;
  let mass = 0;
  for (let i = 0; i < n; i++) mass += previous[i];
  for (let j = 0; j < intervals; j++) {
    divergence(it.cells, momentum, it, j);
    for (let i = 0; i < n; i++) {
      const k = j * n + i;
      const change = density[k] - (j === 0 ? previous[i] : density[k - n]);
      worst = Math.max(worst, Math.abs(change + it.cells[i] / intervals));
    }
  }
  return (worst * n) / mass;
}

/** out = div m^j. */
export function divergence(
  out: Float64Array,
  momentum: readonly Float64Array[],
  { grid }: BoxIterate,
  j: number,
): void {
  out.fill(0);
  for (let k = 0; k < grid.dimension; k++) {
    const { cells, spacing } = grid.axes[k];
    addDivergence(out, momentum[k], j * grid.size, grid.strides[k], cells, 1 / spacing);
  }
}

function addDivergence(
  out: Float64Array,
  m: Float64Array,
  at: number,
  stride: number,
  cells: number,
  inverse: number,
): void {
  const n = out.length;
  const block = stride * cells;
  for (let start = 0; start < n; start += block) {
    const wrap = start + block - stride;
    for (let i = 0; i < stride; i++) out[start + i] += inverse * (m[at + start + i] - m[at + wrap + i]);
    for (let i = start + stride; i < start + block; i++) out[i] += inverse * (m[at + i] - m[at + i - stride]);
  }
}

/**
 * The rigorous duality gap of a linearised iterate, momentum and all:
 *
 *     primal − dual = [U(p^S) + U*(y) − ⟨p^S, y⟩] + Σ_j Δs h^d Σ_f (m − τθ grad φ)²/(2τθ) + Σ_{j<S} ⟨p^j, s^j⟩,
 *
 * y = −φ^S + (Δs/2) K^S − δN(p^S), three sums of nonnegative terms. For a convex nonlocal part N the bound is one of the step
 * itself, as N lies above its tangent; for any other it is one of the step with N replaced by its tangent at the end: it proves
 * stationarity, which is all that can be asked for. For concave mobilities ∂θ is a supergradient, so that the bound holds too.
 */
export function evaluateBox(it: BoxIterate, kinetic: KineticSums, problem: BoxProblem): BoxEvaluation {
  const { previous, intervals, timeStep, energy } = problem;
  const { grid, cells, slope, nonlocalSlope } = it;
  const n = previous.length;
  const volume = grid.cellVolume;
  const last = (intervals - 1) * n;
  const end = it.density.subarray(last);
  const continuity = continuityResidual(it, problem);
  let local = energy.local.firstVariation(slope, end);
  if (energy.nonlocal === null) nonlocalSlope.fill(0);
  else local += energy.nonlocal.firstVariation(nonlocalSlope, end);
  let size = 0;
  for (let i = 0; i < n; i++) {
    const y = -it.potential[last + i] + (0.5 / intervals) * it.kinetic[last + i] - nonlocalSlope[i];
    cells[i] = y;
    size += volume * end[i] * Math.abs(y);
  }
  // y is to be the first variation of the local part alone.
  const rounded = roundedSize(cells, slope);
  if (energy.nonlocal !== null) for (let i = 0; i < n; i++) slope[i] += nonlocalSlope[i];
  const slack = volume * complementarity(it, problem);
  const sum = energy.local.fenchelGap(end, cells) + volume * kinetic.excess + slack;
  // Potentials far from the solution can overflow the conjugate: such a bound says nothing.
  const gap = Number.isNaN(sum) ? Infinity : sum;
  const gained = energyDecrease(previous, end, slope, energy);
  // Where rounding has put a density on a bound at which δE is infinite there is no saying what E has gained.
  const decrease = Number.isNaN(gained) ? 0 : gained;
  const transport = Math.sqrt(volume * kinetic.action);
  const primal = (transport * transport) / (2 * timeStep) + local;
  const spacing = Math.min(...grid.axes.map((a) => a.spacing));
  const rounding = gapRounding(rounded, massOf(previous, grid), problem, spacing);
  return {
    primal,
    dual: primal - gap,
    gap,
    slack,
    relativeGap: relativeGap(gap, decrease, rounding),
    continuity,
    transport,
    decrease,
    rounding,
    size,
  };
}
