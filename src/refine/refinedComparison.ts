import type { Comparison } from '../compare/comparison.ts';
import type { ConvergenceOrder } from '../compare/orderOfConvergence.ts';
import type { LevelCost } from './begin.ts';
import type { RefinementError } from './distance.ts';
import type { RefinedIn, Resolution } from './ladder.ts';

/** What the run of one solver on one level took. @see {@link compareRefined} */
export interface RunCost extends LevelCost {
  readonly solver: string;
}

/** All solvers at one resolution. @see {@link compareRefined} */
export interface ComparedLevel extends Resolution {
  /** At the end: energies, masses, rates of decay, and the distance of each pair. */
  readonly comparison: Comparison;
  readonly costs: readonly RunCost[];
}

/** How fast two solvers come together. @see {@link compareRefined} */
export interface PairOrder {
  readonly between: readonly [string, string];
  /** Their distances over the levels; null where there is none. */
  readonly distances: Readonly<Record<ComparedBy, readonly (number | null)[]>>;
  /** What sampling alone would make of them; null where neither is sampled, Infinity where it is not known, as of W₂. */
  readonly noise: Readonly<Record<ComparedBy, readonly (number | null)[]>>;
  /** The fit to their distances; null where one of them is 0, does not exist, or is no more than three times the noise. */
  readonly orders: Readonly<Record<ComparedBy, ConvergenceOrder | null>>;
}

/** How two runs are compared at their end: all of {@link RefinementError} that a comparison knows. */
export type ComparedBy = Exclude<RefinementError, 'largest'>;

/**
 * Several solvers on one flow on finer and finer levels: plain data, as `JSON.stringify` writes it.
 *
 * @see {@link compareRefined}
 */
export interface RefinedComparison {
  readonly solvers: readonly string[];
  readonly in: RefinedIn;
  /** The time at which they are compared. */
  readonly until: number;
  /** From the coarsest to the finest. */
  readonly levels: readonly ComparedLevel[];
  /** One for each pair of solvers. */
  readonly pairs: readonly PairOrder[];
}
