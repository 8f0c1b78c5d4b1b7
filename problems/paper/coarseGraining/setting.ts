import { finiteVolume } from '../../../solvers/index.ts';
import {
  type Density,
  density,
  type Energy,
  type GradientFlow,
  grid,
  type PairPotential,
  type ParticleModel,
  particleModel,
  solve,
} from '../../../src/index.ts';

/** Ω. */
const BOX = [-0.5, 0.5] as const;
/** The time at which densities are compared: V has moved the mass to its own minima by then, and it is far from rest. */
export const UNTIL = 0.05;

/** V(x) = x + sin 2πx: of no symmetry that could hide a term. */
export function external(x: number): number {
  return x + Math.sin(2 * Math.PI * x);
}

/** p₀ ∝ 1 + 0.8 cos 2π(x − 0.1), before conditioning on no overlap. */
export function start(cells: number): Density {
  return density(grid([BOX], [cells]), (x) => 1 + 0.8 * Math.cos(2 * Math.PI * (x - 0.1)), { mass: 1 });
}

/** Two particles with this repulsion and range in V, on a line of so many cells. */
export function pairOf(pair: PairPotential, epsilon: number, cells: number): ParticleModel {
  return particleModel({ particles: 2, epsilon, pair, external, initial: start(cells) });
}

/**
 * The density of a flow at a time by finite volumes of second order in time.
 *
 * Scharfetter–Gummel fluxes are linear in p for the energies of (1.3): without interaction the marginal of two particles then takes the very
 * steps of one, for any Δt, and what errors of discretisation two equations share cancels in their difference.
 */
export function densityAt(flow: GradientFlow<Energy>, time: number, timeStep: number): Density {
  const solver = finiteVolume({ timeStep, order: 2, flux: 'scharfetterGummel' });
  return solve(flow, solver, { until: time, throwOnFailure: true }).snapshots[0].density;
}
