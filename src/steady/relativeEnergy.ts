import type { Density } from '../density/density.ts';
import type { DiscreteLocalEnergy } from '../energy/discreteEnergy.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import type { SteadyState } from './steadyState.ts';

/** Masses further apart than this, relatively, are different masses. */
const SAME_MASS = 1e-9;

/**
 * E(p) − E(p∞) for a density of the mass of the steady state, without cancellation however small:
 *
 *     h^d Σ_i U(p_i) − U(p∞_i) − (λ − V_i)(p_i − p∞_i) ≥ 0
 *
 * the Bregman distance to the steady state (relative entropy for the entropy), plus (V + U′ − λ)(p − p∞) ≥ 0 where p∞ is
 * at an end of its domain. The difference of two energies is noise below 1e-16 times their size; this is not.
 *
 * @param energy - the energy on the grid of both densities.
 * @throws ArgumentError if grids or masses differ.
 */
export function relativeEnergy(energy: DiscreteLocalEnergy, density: Density, steady: SteadyState): number {
  const { grid, mass } = steady.density;
  if (!density.grid.equals(grid) || !energy.grid.equals(grid))
    throw new ArgumentError(
      'density',
      density.grid.toString(),
      `a density on the grid of the steady state, ${grid}`,
    );
  if (!(Math.abs(density.mass - mass) <= SAME_MASS * mass))
    throw new ArgumentError('density', density.mass, `a density of the mass of the steady state, ${mass}`);
  return energy.fenchelGap(density.values, new Float64Array(grid.size).fill(steady.multiplier));
}
