import type { Energy } from '../energy/energy.ts';
import type { GradientFlow } from '../flow/gradientFlow.ts';
import type { Setting, Solver } from '../flow/solver.ts';
import type { SteadyResult } from '../node/result.ts';
import type { ParticleModel } from '../particles/particleModel.ts';
import type { Problem } from '../verify/problem.ts';
import type { VerificationRunner } from './verify/runner.ts';

/** Settings of a solver by name. */
export type Settings = Readonly<Record<string, Setting>>;

/** What a solver may be made from, beside its settings. */
export interface SolverSubject {
  readonly flow: GradientFlow<Energy>;
  /** The particle model behind the flow; null where there is none. */
  readonly model: ParticleModel | null;
}

/** A kind of solver, as the command line offers it. */
export interface SolverFamily {
  readonly name: string;
  readonly summary: string;
  /** The default first. */
  readonly methods: readonly string[];
  /** Whether it moves particles, and so needs a model. */
  readonly needsModel: boolean;
  /** Those of its methods that `compare` runs when no solver is named. */
  readonly compared: readonly string[];
  /**
   * Makes the solver.
   *
   * @param settings - some of its settings; the others have their defaults.
   * @throws ArgumentError, UnknownNameError or CapabilityError.
   */
  make(method: string, settings: Settings, subject: SolverSubject): Solver;
}

/** All that the command line knows of: problems, solvers, and how verifications are run. */
export interface World {
  readonly version: string;
  readonly problems: readonly Problem[];
  /** The default first. */
  readonly solvers: readonly SolverFamily[];
  /** The minimiser of the flow's energy at its mass; null where it cannot be computed directly. */
  steady(flow: GradientFlow<Energy>): SteadyResult | null;
  /** Runs one verification. */
  readonly verification: VerificationRunner;
}
