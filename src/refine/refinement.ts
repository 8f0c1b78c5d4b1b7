import type { ConvergenceOrder } from '../compare/orderOfConvergence.ts';
import type { LevelCost } from './begin.ts';
import type { RefinementError } from './distance.ts';
import type { RefinedIn, Resolution } from './ladder.ts';

/** One run of a refinement study. @see {@link refine} */
export interface RefinementLevel extends Resolution, LevelCost {
  /** Distance from the reference at the end; null for the finest where successive levels are compared. */
  readonly error: number | null;
}

/**
 * One flow by one solver on finer and finer levels, and the order at which its errors shrink: plain data.
 *
 * @see {@link refine}
 */
export interface Refinement extends ConvergenceOrder {
  /** `jko/newton`. */
  readonly solver: string;
  readonly in: RefinedIn;
  /** The time at which errors are measured. */
  readonly until: number;
  readonly error: RefinementError;
  /** What the runs are compared with, in words. */
  readonly against: string;
  /** From the coarsest to the finest. */
  readonly levels: readonly RefinementLevel[];
}
