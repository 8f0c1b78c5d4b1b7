import type { Density } from '../density/density.ts';
import type { DiscreteEnergy } from '../energy/discreteEnergy.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import { SAME_MASS } from './checkStart.ts';
import type { SteadyState } from './steadyState.ts';

/**
 * E(p) − E(p∞) for a density of the mass of the steady state, without cancellation however small:
 *
 *     h^d Σ_i U(p_i) − U(p∞_i) − (λ − V_i − (W∗p∞)_i)(p_i − p∞_i)  +  ½ ⟨p − p∞, W∗(p − p∞)⟩
 *
 * the Bregman distance to the steady state (relative entropy for the entropy), plus (δE − λ)(p − p∞) ≥ 0 where p∞ is
 * at an end of its domain, plus what interactions make of the difference: ≥ 0 where E is convex. The difference of two energies is
 * noise below 1e-16 times their size; this is not.
 *
 * @param energy - the energy on the grid of both densities.
 * @throws ArgumentError if grids or masses differ.
 * @see {@link relativeEnergies}
 */
export function relativeEnergy(energy: DiscreteEnergy, density: Density, steady: SteadyState): number {
  const { grid, mass, values } = steady.density;
  if (!density.grid.equals(grid) || !energy.grid.equals(grid))
    throw new ArgumentError(
      'density',
      density.grid.toString(),
      `a density on the grid of the steady state, ${grid}`,
    );
  if (!(Math.abs(density.mass - mass) <= SAME_MASS * mass))
    throw new ArgumentError('density', density.mass, `a density of the mass of the steady state, ${mass}`);
  const { local, nonlocal } = energy;
  const y = new Float64Array(grid.size);
  if (nonlocal !== null) nonlocal.firstVariation(y, values);
  for (let i = 0; i < y.length; i++) y[i] = steady.multiplier - y[i];
  const gap = local.fenchelGap(density.values, y);
  return nonlocal === null ? gap : gap + nonlocal.remainder(density.values, values);
}
