import { Density, massOf } from '../density/density.ts';
import type { DiscreteEnergy } from '../energy/discreteEnergy.ts';
import type { Energy } from '../energy/energy.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import { CapabilityError } from '../errors/capabilityError.ts';
import { knownKeys, positive } from '../errors/check.ts';
import { ConvergenceError } from '../errors/convergenceError.ts';
import type { Grid } from '../grid/grid.ts';
import { checkStart } from './checkStart.ts';
import { correctMass, multiplierFor } from './multiplier.ts';
import { selfConsistent } from './selfConsistent.ts';
import { type Uniqueness, uniquenessOf } from './uniqueness.ts';

/**
 * A critical point of an energy among densities of given mass: the minimiser where that is known to be one, see `uniqueness`.
 *
 * @see {@link steadyState}
 */
export interface SteadyState {
  readonly density: Density;
  /** E at the density. */
  readonly energy: number;
  /** λ with U′(p) + V + W∗p = λ where p is inside its domain, ≥ λ where p is at the lower end, ≤ λ at the upper end. */
  readonly multiplier: number;
  /** Whether there may be others. */
  readonly uniqueness: Uniqueness;
}

/** What {@link steadyState} may be told. */
export interface SteadyOptions {
  /**
   * Where to begin, for energies with interactions: the energy only falls from there. Unless given, the minimiser without them. A
   * density of the grid and mass for which E is finite.
   */
  readonly start?: Density;
}

/** p and λ, before the mass is corrected. */
function solve(
  discrete: DiscreteEnergy,
  mass: number,
  start: Density | null,
): { p: Float64Array; multiplier: number } {
  const { local, nonlocal } = discrete;
  if (nonlocal !== null) return selfConsistent(discrete, nonlocal, mass, start);
  const p = new Float64Array(local.grid.size);
  return { multiplier: multiplierFor(p, mass, local), p };
}

/**
 * Steady state of the flow of an energy, directly: U′(p) + V + W∗p = λ with λ such that the mass is right.
 *
 * Compactly supported states (porous medium) and states that touch an upper bound of p included. A local energy is minimised by
 * Newton's method for λ. With interactions E falls from iterate to iterate, see `descend`; where E is not convex what is found is a
 * critical point, and it is for `start` to say which. One of all symmetries of the problem, such as an even density on a torus,
 * keeps them, and may be a saddle then.
 *
 * Where V has several wells and the energy lets vacuum be, a flow may stay in another state, with a λ for each component of its support;
 * this has one λ for all of them.
 *
 * @param mass - h^d Σ p_i, a number > 0 for which there is a density inside the domain of the energy and below its obstacles.
 * @returns density, whose mass is exact to rounding, energy, multiplier and what is known of others.
 * @throws CapabilityError if the energy has a black box or no internal part; ArgumentError for a mass out of range or a start that
 * does not fit; ConvergenceError if no λ gives the mass, because U is not strictly convex, or if δE = λ cannot be reached.
 * @see [Ten-minute start](/guide/start)
 */
export function steadyState(energy: Energy, grid: Grid, mass = 1, options: SteadyOptions = {}): SteadyState {
  if (energy.terms.some(({ kind }) => kind === 'functional'))
    throw new CapabilityError(
      'steadyState',
      'an energy without black boxes',
      'write functional() as interaction(), or follow the flow until it rests',
    );
  knownKeys('steadyState', options, ['start']);
  const { start = null } = options;
  const discrete = energy.on(grid);
  const { local } = discrete;
  const least = local.domain[0] * grid.volume;
  const most = local.ceiling === null ? Infinity : massOf(local.ceiling, grid);
  if (!(positive('mass', mass) > least && mass < most))
    throw new ArgumentError('mass', mass, `between ${least} and ${most}, not included`);
  if (start !== null) checkStart(start, discrete, mass);
  const { p, multiplier } = solve(discrete, mass, start);
  correctMass(p, mass, local);
  const density = new Density(grid, p);
  if (!(Math.abs(density.mass - mass) <= 1e-12 * mass))
    throw new ConvergenceError(
      `steadyState found no multiplier for mass ${mass}: nearest mass ${density.mass} at ${multiplier}; is U strictly convex?`,
    );
  const uniqueness = uniquenessOf(energy, discrete, p, mass, multiplier);
  return { density, energy: discrete.value(p), multiplier, uniqueness };
}
