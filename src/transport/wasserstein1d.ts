import type { Density } from '../density/density.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import { edges } from '../grid/axis.ts';
import { cumulative } from './cumulative.ts';
import { lineOf } from './line.ts';

/** Masses further apart than this, relatively, are different masses. */
const SAME_MASS = 1e-9;

/** A density as its quantile function: share F_i of the mass left of edge x_i. */
interface Shares {
  readonly F: Float64Array;
  readonly x: Float64Array;
}

function shares(density: Density): Shares {
  const axis = lineOf('wassersteinDistance', density);
  const F = cumulative(density);
  for (let i = 0; i < F.length; i++) F[i] /= density.mass;
  return { F, x: edges(axis) };
}

/** X(s) inside cell i, F_i ≤ s ≤ F_{i+1}. */
function position({ F, x }: Shares, i: number, s: number): number {
  return x[i] + (x[i + 1] - x[i]) * ((s - F[i]) / (F[i + 1] - F[i]));
}

/**
 * The Wasserstein distance W₂ of two piecewise constant densities of equal mass M on intervals, exact up to rounding:
 *
 *     W₂² = M ∫₀¹ |X₁(s) − X₀(s)|² ds
 *
 * with quantile functions X. Between the breakpoints of both, X₁ − X₀ is linear and its square integrated exactly. The
 * grids may differ; vacuum is jumped over.
 *
 * @throws ArgumentError if the masses differ by more than rounding; CapabilityError for a periodic grid or more than one
 * dimension.
 * @example
 * ```ts
 * import { grid, indicator, wassersteinDistance } from 'ottoflow';
 *
 * const line = grid([[0, 2]], [100]);
 * const [here, there] = [0.2, 1.2].map((x) => indicator(line, [[x, x + 0.5]]));
 * console.log(wassersteinDistance(here, there).toFixed(12));
 * ```
 * ```text
 * 1.000000000000
 * ```
 */
export function wassersteinDistance(p: Density, q: Density): number {
  if (!(Math.abs(p.mass - q.mass) <= SAME_MASS * Math.max(p.mass, q.mass)))
    throw new ArgumentError('q', q.mass, `a density of the mass of p, ${p.mass}`);
  const a = shares(p);
  const b = shares(q);
  let s = 0;
  let i = 0;
  let j = 0;
  let sum = 0;
  while (s < 1) {
    while (a.F[i + 1] <= s) i++;
    while (b.F[j + 1] <= s) j++;
    const next = Math.min(a.F[i + 1], b.F[j + 1]);
    const from = position(b, j, s) - position(a, i, s);
    const to = position(b, j, next) - position(a, i, next);
    sum += ((next - s) * (from * from + from * to + to * to)) / 3;
    s = next;
  }
  return Math.sqrt(0.5 * (p.mass + q.mass) * sum);
}
