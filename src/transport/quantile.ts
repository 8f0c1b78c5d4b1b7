import type { Density } from '../density/density.ts';
import { within } from '../errors/check.ts';
import { edges } from '../grid/axis.ts';
import { cumulative } from './cumulative.ts';
import { lineOf } from './line.ts';

/** The first index i ≥ 1 with F_i ≥ s, for nondecreasing F and s ≤ F_n. */
function firstReaching(F: Float64Array, s: number): number {
  let below = 0;
  let reached = F.length - 1;
  while (reached - below > 1) {
    const middle = (below + reached) >> 1;
    if (F[middle] >= s) reached = middle;
    else below = middle;
  }
  return reached;
}

/**
 * The quantile function X of a piecewise constant density in one dimension, X(s) = inf { x : F(x) ≥ s }.
 *
 * Piecewise linear in s inside cells, with jumps over vacuum; X(0) is the left end of the support.
 *
 * @returns X, defined for s in [0, density.mass].
 * @throws CapabilityError for a periodic grid or more than one dimension; X throws ArgumentError outside [0, mass].
 * @see {@link wassersteinDistance}
 */
export function quantile(density: Density): (s: number) => number {
  const F = cumulative(density);
  const x = edges(lineOf('quantile', density));
  return (s) => {
    within('s', s, 0, density.mass);
    const i = s > 0 ? firstReaching(F, s) : F.findIndex((f) => f > 0);
    const width = F[i] - F[i - 1];
    return x[i - 1] + (x[i] - x[i - 1]) * ((s - F[i - 1]) / width);
  };
}
