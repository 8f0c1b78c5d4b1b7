import type { Iterate, SteadyProblem } from './iterate.ts';
import { newtonField, weightedMean } from './newtonField.ts';

const MOST_ROUNDS = 4;
/** Of residuals of the linear systems: what is left is rounding, after a round or two. */
const TOLERANCE = 1e-6;

/** A density, and how far it is from rest. */
export interface Polished {
  readonly p: Float64Array;
  readonly multiplier: number;
  /** max |U′(p) + V + W∗p − λ| in cells inside the domain, or what a cell at a bound misses of its inequality if that is more. */
  readonly error: number;
}

/** δE − λ as it is at p, λ its mean weighted by c; at bounds only what breaks an inequality. */
function residualAt(
  p: Float64Array,
  last: Iterate,
  { local, nonlocal }: SteadyProblem,
): Polished & { readonly residual: Float64Array } {
  const { compliance: c } = last;
  const { domain, ceiling } = local;
  const slope = new Float64Array(p.length);
  const residual = new Float64Array(p.length);
  local.firstVariation(slope, p);
  nonlocal.firstVariation(residual, p);
  for (let i = 0; i < p.length; i++) residual[i] += c[i] > 0 ? slope[i] : 0;
  const multiplier = weightedMean(residual, c);
  let error = 0;
  for (let i = 0; i < p.length; i++) {
    residual[i] = c[i] > 0 ? residual[i] - multiplier : last.residual[i];
    if (p[i] <= domain[0]) residual[i] = Math.min(0, residual[i]);
    else if (ceiling !== null && p[i] >= ceiling[i]) residual[i] = Math.max(0, residual[i]);
    error = Math.max(error, Math.abs(residual[i]));
  }
  return { p, multiplier, error, residual };
}

/**
 * The last digits of an iterate: Newton's method for p itself in the cells inside the domain, as long as it brings
 * U′(p) + V + W∗p nearer to λ.
 *
 * Where U″ is small, what rounding of λ − V − field makes of p moves W∗p by more than that rounding; p itself has more digits.
 */
export function polish(last: Iterate, problem: SteadyProblem): Polished {
  const { compliance: c } = last;
  const { domain, ceiling } = problem.local;
  let best = residualAt(last.p, last, problem);
  for (let k = 0; k < MOST_ROUNDS; k++) {
    const { change } = newtonField(
      best.residual,
      c,
      problem.nonlocal,
      TOLERANCE,
      Number.EPSILON * last.scale,
    );
    const mean = weightedMean(change, c);
    const p = best.p.map((v, i) => {
      if (!(c[i] > 0)) return v;
      return Math.min(Math.max(v - c[i] * (change[i] - mean), domain[0]), ceiling?.[i] ?? Infinity);
    });
    const next = residualAt(p, last, problem);
    if (!(next.error < best.error)) break;
    best = next;
  }
  return best;
}
