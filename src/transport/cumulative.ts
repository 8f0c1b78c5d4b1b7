import type { Density } from '../density/density.ts';
import { lineOf } from './line.ts';

/**
 * The cumulative distribution F at the cell edges of a density in one dimension: `cells + 1` nondecreasing masses.
 *
 * @returns F_i = h Σ_{j<i} p_j, from exactly 0 to exactly `density.mass`.
 * @throws CapabilityError for a periodic grid or more than one dimension.
 * @see {@link wassersteinDistance}
 */
export function cumulative(density: Density): Float64Array {
  const { spacing } = lineOf('cumulative', density);
  const p = density.values;
  const F = new Float64Array(p.length + 1);
  let lost = 0;
  for (let i = 0; i < p.length; i++) {
    const term = spacing * p[i] - lost;
    const next = F[i] + term;
    lost = next - F[i] - term;
    F[i + 1] = Math.max(F[i], next);
  }
  // `mass` is the same sum rounded otherwise. Vacuum on the right has to see exactly all of it.
  const total = F[p.length];
  for (let i = 0; i < F.length; i++) F[i] = F[i] === total ? density.mass : Math.min(F[i], density.mass);
  return F;
}
