import { Density } from '../density/density.ts';
import type { DiscreteEnergy } from '../energy/discreteEnergy.ts';
import { ArgumentError } from '../errors/argumentError.ts';

/** Masses further apart than this, relatively, are different masses. */
export const SAME_MASS = 1e-9;

/** Throws ArgumentError unless `start` is a density of the grid and mass, of finite energy. */
export function checkStart(start: Density, energy: DiscreteEnergy, mass: number): void {
  const { grid } = energy;
  if (!(start instanceof Density) || !start.grid.equals(grid))
    throw new ArgumentError(
      'start',
      start instanceof Density ? start.grid.toString() : start,
      `a density on the grid, ${grid}`,
    );
  if (!(Math.abs(start.mass - mass) <= SAME_MASS * mass))
    throw new ArgumentError('start', `a density of mass ${start.mass}`, `a density of mass ${mass}`);
  const value = energy.value(start.values);
  if (!Number.isFinite(value))
    throw new ArgumentError(
      'start',
      `a density with E = ${value}`,
      'a density inside the domain of the energy',
    );
}
