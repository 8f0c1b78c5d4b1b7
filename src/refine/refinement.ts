import type { ConvergenceOrder } from '../compare/orderOfConvergence.ts';
import type { RefinementError } from './distance.ts';
import type { RefinedIn } from './ladder.ts';

/** One run of a refinement study. @see {@link refine} */
export interface RefinementLevel {
  /** Cells per axis. */
  readonly cells: readonly number[];
  readonly timeStep: number;
  /** Distance from the reference at the end; null for the finest where successive levels are compared. */
  readonly error: number | null;
  /** Steps of the run. */
  readonly steps: number;
  /** Inner iterations of all steps together. */
  readonly iterations: number;
  /** How long the run took; null unless `timed` was asked for. */
  readonly seconds: number | null;
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
