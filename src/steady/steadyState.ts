import { Density, massOf } from '../density/density.ts';
import { isLocalEnergy } from '../energy/compose.ts';
import type { DiscreteLocalEnergy } from '../energy/discreteEnergy.ts';
import type { Energy } from '../energy/energy.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import { CapabilityError } from '../errors/capabilityError.ts';
import { positive } from '../errors/check.ts';
import { ConvergenceError } from '../errors/convergenceError.ts';
import type { Grid } from '../grid/grid.ts';
import { evenDensity } from '../numerics/evenDensity.ts';

/** The minimiser of an energy among densities of given mass. */
export interface SteadyState {
  readonly density: Density;
  /** E at the density. */
  readonly energy: number;
  /** λ with U′(p) + V = λ where p is inside its domain, ≥ λ where p is at the lower end, ≤ λ at the upper end. */
  readonly multiplier: number;
}

const ITERATIONS = 200;

/** Σ 1/U″ over cells inside the domain: h^−d dM/dλ. Writes 1/U″, 0 at the ends of the domain, into `out`. */
function compliance(out: Float64Array, p: Float64Array, energy: DiscreteLocalEnergy): number {
  const { domain, ceiling } = energy;
  energy.curvature(out, p);
  let s = 0;
  for (let i = 0; i < p.length; i++) {
    out[i] = p[i] > domain[0] && !(ceiling !== null && p[i] >= ceiling[i]) ? 1 / out[i] : 0;
    s += out[i];
  }
  return s;
}

/** λ for which the densities (∂E*)(λ) have the mass, to rounding: Newton on log M(λ) in a bracket. Fills p. */
function multiplierFor(p: Float64Array, mass: number, energy: DiscreteLocalEnergy): number {
  const { grid } = energy;
  const y = new Float64Array(grid.size);
  // For any density of the mass, with the least of U′ + V all densities are below it, with the largest none is.
  evenDensity(p, mass / grid.cellVolume, energy.domain[0], energy.ceiling);
  energy.firstVariation(y, p);
  let below = y.reduce((a, b) => Math.min(a, b), Infinity);
  let above = y.reduce((a, b) => Math.max(a, b), -Infinity);
  let lambda = 0.5 * (below + above);
  for (let k = 0; k < ITERATIONS; k++) {
    energy.inverse(p, y.fill(lambda));
    const found = massOf(p, grid);
    if (found === mass) return lambda;
    if (found < mass) below = lambda;
    else above = lambda;
    const newton = lambda + (Math.log(mass / found) * found) / (grid.cellVolume * compliance(y, p, energy));
    const next = newton > below && newton < above ? newton : 0.5 * (below + above);
    if (next === lambda || !(next > below && next < above)) return lambda;
    lambda = next;
  }
  return lambda;
}

/**
 * Steady state of the flow of a local energy, by minimising E directly: U′(p) + V = λ with λ such that the mass is right.
 *
 * Compactly supported states (porous medium) and states that touch an upper bound of p included. Where V has several
 * wells and the energy lets vacuum be, a flow may stay in another state, with a λ for each component of its support;
 * this is the one of lowest energy.
 *
 * @param mass - h^d Σ p_i, a number > 0 for which there is a density inside the domain of the energy and below its obstacles.
 * @returns density, whose mass is exact to rounding, energy and multiplier.
 * @throws CapabilityError if the energy is not local or has no internal part; ArgumentError for a mass out of range;
 * ConvergenceError if no λ gives the mass, because U is not strictly convex.
 */
export function steadyState(energy: Energy, grid: Grid, mass = 1): SteadyState {
  if (!isLocalEnergy(energy))
    throw new CapabilityError('steadyState', 'a local energy', 'follow the flow until it rests instead');
  const discrete = energy.on(grid);
  const least = discrete.domain[0] * grid.volume;
  const most = discrete.ceiling === null ? Infinity : massOf(discrete.ceiling, grid);
  if (!(positive('mass', mass) > least && mass < most))
    throw new ArgumentError('mass', mass, `between ${least} and ${most}, not included`);
  const p = new Float64Array(grid.size);
  const multiplier = multiplierFor(p, mass, discrete);
  correctMass(p, mass, discrete);
  const density = new Density(grid, p);
  if (!(Math.abs(density.mass - mass) <= 1e-12 * mass))
    throw new ConvergenceError(
      `steadyState found no multiplier for mass ${mass}: nearest mass ${density.mass} at ${multiplier}; is U strictly convex?`,
    );
  return { density, energy: discrete.value(p), multiplier };
}

/** λ is a double, so M(λ) misses the mass by a rounding of λ; this shares the difference out along dp/dλ. */
function correctMass(p: Float64Array, mass: number, energy: DiscreteLocalEnergy): void {
  const { domain, ceiling } = energy;
  const share = new Float64Array(p.length);
  const total = compliance(share, p, energy);
  const missing = (mass - massOf(p, energy.grid)) / energy.grid.cellVolume;
  if (!(total > 0 && total < Infinity)) return;
  for (let i = 0; i < p.length; i++)
    p[i] = Math.min(
      Math.max(p[i] + (missing * share[i]) / total, domain[0]),
      ceiling === null ? Infinity : ceiling[i],
    );
}
