import { diffuse } from '../diffuse.ts';
import type { StepProblem } from '../stepProblem.ts';
import type { Iterate } from './iterate.ts';

// How far a cold start diffuses, in units of τ, and how much of the mass it spreads evenly: measured over τ = 1e-5…1e-1,
// n = 100…1600 and S = 1…8 from an indicator, these need the fewest iterations; factors of four hardly matter.
const SPREAD = 4;
const EVEN = 1e-3;

/** A start that knows nothing but the previous density, vacuum or not: diffused, with a floor, linear in inner time. */
export function coldStart(it: Iterate, { previous, intervals, timeStep, energy }: StepProblem): void {
  const n = previous.length;
  const h = energy.grid.axes[0].spacing;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += previous[i] / n;
  const spread = diffuse(previous, (SPREAD * timeStep) / (h * h));
  const [, upper] = energy.domain;
  for (let j = 0; j < intervals; j++) {
    const s = (j + 1) / intervals;
    for (let i = 0; i < n; i++) {
      const k = j * n + i;
      it.path.density[k] =
        (1 - EVEN) * ((1 - s) * previous[i] + s * Math.min(spread[i], upper)) + EVEN * mean;
      it.multiplier[k] = (EVEN * mean) / it.path.density[k];
      it.path.potential[k] = 0;
    }
  }
}

// A warm start extrapolates cells by at most this factor, and only after steps that moved less than this share of the mass;
// otherwise it diffuses for this part of τ, less than any step from rough data does.
const REACH = 2;
const SMALL = 0.1;
const PART = 0.3;

/** Writes a guess of the next density: `previous` times its last change, or `previous` diffused. Not of the right mass. */
function extrapolate(
  out: Float64Array,
  before: Float64Array,
  { previous, timeStep, energy }: StepProblem,
): void {
  const n = previous.length;
  let mass = 0;
  let moved = 0;
  for (let i = 0; i < n; i++) {
    mass += previous[i];
    moved += 0.5 * Math.abs(previous[i] - before[i]);
  }
  if (moved >= SMALL * mass) {
    const spread = diffuse(previous, (PART * timeStep) / energy.grid.axes[0].spacing ** 2);
    for (let i = 0; i < n; i++) out[i] = Math.min(spread[i], energy.domain[1]);
    return;
  }
  for (let i = 0; i < n; i++) {
    const ratio = previous[i] / before[i];
    out[i] = Math.min(
      previous[i] * (ratio > REACH ? REACH : ratio > 1 / REACH ? ratio : 1 / REACH),
      0.5 * (previous[i] + energy.domain[1]),
    );
  }
}

/**
 * A start from the solved step before, whose previous density was `before`: extrapolated, linear in inner time, with the
 * final multipliers' complementarity kept.
 *
 * @param barrier - smallest complementarity p z to start from.
 */
export function warmStart(it: Iterate, before: Float64Array, barrier: number, problem: StepProblem): void {
  const { previous, intervals } = problem;
  const n = previous.length;
  const { density } = it.path;
  const last = (intervals - 1) * n;
  for (let i = 0; i < n; i++) it.multiplier[last + i] *= density[last + i];
  extrapolate(it.slope, before, problem);
  let mass = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    mass += previous[i];
    total += it.slope[i];
  }
  for (let i = 0; i < n; i++) {
    const end = it.slope[i] * (mass / total);
    for (let j = 0; j < intervals; j++) {
      const k = j * n + i;
      const product = j === intervals - 1 ? Math.max(it.multiplier[k], barrier) : barrier;
      density[k] = previous[i] + ((j + 1) / intervals) * (end - previous[i]);
      it.multiplier[k] = product / density[k];
    }
  }
}
