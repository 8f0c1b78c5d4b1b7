import type { Evidence, ParameterValues, Problem } from '../../verify/problem.ts';

/** What is to be verified, as plain data. */
export interface VerificationTask {
  /** A built-in name, or a path to a module. */
  readonly problem: string;
  readonly parameters: ParameterValues;
  readonly cells: readonly number[];
  readonly seed: number;
  /** The paper's own sizes instead of the quick ones. */
  readonly full: boolean;
}

/** Hears what a verification has to say, as it says it. */
export interface VerificationListener {
  readonly evidence: (evidence: Evidence) => void;
  readonly progress: (what: string, fraction: number) => void;
}

/**
 * Runs one verification.
 *
 * @param problem - the problem that the task names.
 * @returns null when it has come to its end, or else why it broke off.
 * @throws the reason of `signal` if it was raised, and nothing else.
 */
export type VerificationRunner = (
  task: VerificationTask,
  problem: Problem,
  listener: VerificationListener,
  signal: AbortSignal,
) => Promise<string | null>;
