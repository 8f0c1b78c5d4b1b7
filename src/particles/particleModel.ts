import type { Density } from '../density/density.ts';
import type { Field } from '../energy/term.ts';
import type { Bounds } from '../grid/grid.ts';
import type { PairPotential } from '../potentials/pairPotential.ts';

/**
 * N Brownian particles (1.5) in a box with reflecting walls: the one object from which the microscopic and the
 * macroscopic descriptions both come.
 */
export interface ParticleModel {
  /** Number of particles N ≥ 1. */
  readonly particles: number;
  /** Range ε > 0 of the pair potential; the diameter of hard particles. */
  readonly epsilon: number;
  readonly pair: PairPotential;
  /** External potential V, null for none. */
  readonly external: Field | null;
  readonly box: readonly Bounds[];
  /** One-particle density at time zero (of unit mass), before conditioning on no overlap. */
  readonly initial: Density;
}
