import type { Setting } from '../flow/solver.ts';
import type { DecayRate } from './decayRate.ts';

/** One run of a comparison. @see {@link compare} */
export interface ComparedRun {
  readonly label: string;
  readonly solver: string;
  readonly method: string;
  readonly settings: Readonly<Record<string, Setting>>;
  /** E at the common times, as the run found it: of particles it is corrected for bias. */
  readonly energy: readonly number[];
  /** Its standard error, of runs that are sampled; null for others. */
  readonly energyError: readonly number[] | null;
  /** Mass at the common times. */
  readonly mass: readonly number[];
  /** Decay of ΔE on the window, null where no window was given or ΔE is noise in it. */
  readonly rate: DecayRate | null;
}

/** How far two runs are apart. @see {@link compare} */
export interface RunDistance {
  /** Labels of the two runs. */
  readonly between: readonly [string, string];
  /** L¹ distance at the common times; null where the grids differ. */
  readonly l1: readonly number[] | null;
  /** What sampling alone would put between them in L¹ at the common times, Infinity for a single realisation; null where neither is sampled. */
  readonly noise: readonly number[] | null;
  /** W₂ distance at the common times; null unless the flow is on an interval. */
  readonly wasserstein: readonly number[] | null;
}

/** Two or more runs of the same flow side by side: plain data, as `JSON.stringify` writes it. @see {@link compare} */
export interface Comparison {
  /** Times at which every run has a snapshot. */
  readonly times: readonly number[];
  readonly runs: readonly ComparedRun[];
  /** One for each pair of runs. */
  readonly distances: readonly RunDistance[];
}
