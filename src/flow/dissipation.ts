import type { DiscreteEnergy } from '../energy/discreteEnergy.ts';
import { eachFaceBlock } from '../grid/eachFace.ts';
import type { Grid } from '../grid/grid.ts';
import type { FaceMean } from '../mean/faceMean.ts';
import { linearMobility } from '../mobility/linear.ts';
import type { Mobility } from '../mobility/mobility.ts';

function sweep(m: Float64Array, xi: Float64Array, mean: FaceMean, l: number, r: number, n: number): number {
  let s = 0;
  for (let i = 0; i < n; i++) {
    const theta = mean.value(m[l + i], m[r + i]);
    const jump = xi[r + i] - xi[l + i];
    if (jump - jump === 0) s += theta * jump * jump;
  }
  return s;
}

/**
 * The energy dissipation rate h^d Σ_f θ_f |grad ψ|_f² with θ_f = θ(m(p_L), m(p_R)), for given ψ ∈ ∂E(p), which differs
 * from the first variation at p where a bound on p is active.
 *
 * Faces where grad ψ is not finite are left out.
 *
 * @see {@link dissipation}
 */
export function dissipationOf(
  p: Float64Array,
  psi: Float64Array,
  grid: Grid,
  mean: FaceMean,
  { linear, m }: Mobility = linearMobility,
): number {
  const mobility = linear ? p : p.map((density) => m(density));
  let total = 0;
  for (let k = 0; k < grid.dimension; k++) {
    const weight = grid.cellVolume / grid.axes[k].spacing ** 2;
    eachFaceBlock(grid, k, (_, l, r, n) => {
      total += weight * sweep(mobility, psi, mean, l, r, n);
    });
  }
  return total;
}

/**
 * The energy dissipation rate −dE/dt = h^d Σ_f θ_f |grad δE|_f² of the semi-discrete flow at cell averages p,
 * with θ_f = θ(m(p_L), m(p_R)); m(p) = p unless given.
 *
 * Faces beside an empty cell, where δE may be −Infinity, are left out.
 *
 * @see {@link Step}
 */
export function dissipation(
  p: Float64Array,
  energy: DiscreteEnergy,
  mean: FaceMean,
  mobility: Mobility = linearMobility,
): number {
  const xi = new Float64Array(energy.grid.size);
  energy.firstVariation(xi, p);
  return dissipationOf(p, xi, energy.grid, mean, mobility);
}
