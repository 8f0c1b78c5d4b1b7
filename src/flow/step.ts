import type { Density } from '../density/density.ts';

/** How a step ended; numerical failure is a status, never a silent NaN. @see {@link Step} */
export type StepStatus = 'converged' | 'iteration-limit' | 'stalled' | 'failed';

/**
 * The proof that a JKO step is solved: primal − dual ≥ primal − minimum ≥ 0 for whatever iterate it was taken at.
 *
 * @see {@link Step}
 */
export interface Certificate {
  /** W₂²/(2τ) + E at the feasible density returned. */
  readonly primal: number;
  /** A lower bound of the minimum. */
  readonly dual: number;
  /** primal − dual, evaluated as a sum of nonnegative terms. */
  readonly gap: number;
  /** gap divided by the decrease of E over the step. */
  readonly relativeGap: number;
  /** Largest violation of the discrete continuity equation, per unit mass. */
  readonly continuity: number;
}

/** Errors of a sampled density, over realisations; Infinity where a single one cannot tell. @see {@link march} */
export interface StandardErrors {
  /** L¹ norm of the standard errors of cell averages. */
  readonly density: number;
  /** Standard error of E. */
  readonly energy: number;
}

/** What one step gives. @see {@link march} */
export interface Step {
  /** 1 for the first step. */
  readonly index: number;
  /** Time at the end of the step. */
  readonly time: number;
  readonly timeStep: number;
  /** Density at the end of the step. */
  readonly density: Density;
  /** E at the end of the step. */
  readonly energy: number;
  /** −dE/dt = h^d Σ_f θ_f |grad δE|² at the end of the step; null where the solver has none (particles). */
  readonly dissipation: number | null;
  /** Wasserstein distance that the step covered, in the solver's own metric; null where it has none. */
  readonly transport: number | null;
  readonly certificate: Certificate | null;
  /** Inner iterations that the step took. */
  readonly iterations: number;
  readonly status: StepStatus;
  /** Where the density is sampled: how well. */
  readonly standardErrors?: StandardErrors;
  /** Counters and figures of the solver's own, for people. */
  readonly diagnostics: Readonly<Record<string, number>>;
}
