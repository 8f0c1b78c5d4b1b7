import type { Grid } from '../grid/grid.ts';
import type { DiscreteEnergy, DiscreteLocalEnergy } from './discreteEnergy.ts';
import type { Domain } from './internalDensity.ts';
import type { LocalTerm, Term } from './term.ts';

/** What an energy can promise, computed from its terms by the rules of composition. @see {@link Energy} */
export interface Capabilities {
  /** Acts point by point: U, U′, U″ exist, hence prox, conjugate and inverse. */
  readonly local: boolean;
  /** Its first variation is affine in p. */
  readonly quadratic: boolean;
  /** Convex in p as a function (not along geodesics). */
  readonly convex: boolean;
  /** The largest λ for which the terms guarantee λ-convexity along Wasserstein geodesics in dimension d; −Infinity if none. */
  readonly displacementConvexity: (dimension: number) => number;
  /** Densities for which the energy is finite. */
  readonly domain: Domain;
}

/**
 * A free energy E(p) = ∫U(p) + ∫Vp + ½∬W(x − y)p p + …, a sum of terms that knows no grid.
 *
 * Energies are immutable values; `plus` and `scale` make new ones. A sum of local energies is local.
 *
 * @see {@link sum}
 */
export interface Energy {
  readonly locality: 'local' | 'nonlocal';
  readonly name: string;
  readonly terms: readonly Term[];
  readonly capabilities: Capabilities;
  /** This energy plus another. */
  plus(other: Energy): Energy;
  /** c times this energy. @param c - a finite number > 0. */
  scale(c: number): Energy;
  /** The energy on the cell averages of a grid. */
  on(grid: Grid): DiscreteEnergy;
}

/** An energy all of whose terms act point by point. @see {@link sum} */
export interface LocalEnergy extends Energy {
  readonly locality: 'local';
  readonly terms: readonly LocalTerm[];
  plus<E extends Energy>(other: E): E extends LocalEnergy ? LocalEnergy : Energy;
  scale(c: number): LocalEnergy;
  on(grid: Grid): DiscreteLocalEnergy;
}
