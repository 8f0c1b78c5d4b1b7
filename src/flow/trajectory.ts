import type { Density } from '../density/density.ts';
import type { Energy } from '../energy/energy.ts';
import type { GradientFlow } from './gradientFlow.ts';
import type { Setting } from './solver.ts';
import type { StandardErrors, StepStatus } from './step.ts';

/** A density at a time. @see {@link Trajectory} */
export interface Snapshot {
  readonly time: number;
  readonly density: Density;
  /** Where the density is sampled: how well. */
  readonly standardErrors?: StandardErrors;
}

/**
 * The record of a run: scalars of every step (entry 0 is the initial state), densities at the times asked for.
 *
 * @see {@link solve}
 */
export interface Trajectory<E extends Energy = Energy> {
  readonly flow: GradientFlow<E>;
  readonly solver: string;
  readonly method: string;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly times: readonly number[];
  readonly energy: readonly number[];
  readonly mass: readonly number[];
  readonly dissipation: readonly (number | null)[];
  readonly transport: readonly (number | null)[];
  /** Relative duality gap per step, null where the solver has none. */
  readonly gap: readonly (number | null)[];
  readonly iterations: readonly number[];
  readonly status: readonly (StepStatus | null)[];
  readonly snapshots: readonly Snapshot[];
  /** Whether the run reached its end (not cancelled). */
  readonly complete: boolean;
  readonly wallSeconds: number;
}
