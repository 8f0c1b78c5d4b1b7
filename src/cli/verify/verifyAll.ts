import type { Evidence, Problem } from '../../verify/problem.ts';
import { summaryOf, type Verification } from '../verification.ts';
import type { VerificationRunner, VerificationTask } from './runner.ts';

/** A problem and how it is to be verified. */
export interface VerificationJob {
  readonly problem: Problem;
  readonly task: VerificationTask;
}

/** Hears of every problem by its place in the list. */
export interface VerifyAllListener {
  readonly evidence: (k: number, evidence: Evidence) => void;
  /** @param fraction - of all problems together. */
  readonly progress: (fraction: number, what: string) => void;
  /** Called in the order of the list, each as soon as it and all before it are done. */
  readonly done: (verification: Verification) => void;
}

/**
 * Verifies problems, at most `jobs` at a time; the result does not depend on `jobs`.
 *
 * @throws the reason of `signal` if it was raised.
 */
export async function verifyAll(
  queue: readonly VerificationJob[],
  run: VerificationRunner,
  listener: VerifyAllListener,
  jobs: number,
  signal: AbortSignal,
): Promise<Verification[]> {
  const results: (Verification | undefined)[] = queue.map(() => undefined);
  const fractions = queue.map(() => 0);
  let next = 0;
  let told = 0;
  const advance = (k: number, what: string, fraction: number): void => {
    fractions[k] = fraction;
    listener.progress(fractions.reduce((a, b) => a + b, 0) / fractions.length, what);
  };
  const takeTurns = async (): Promise<void> => {
    while (next < queue.length) {
      const k = next++;
      const { problem, task } = queue[k];
      const evidence: Evidence[] = [];
      const hear = (e: Evidence): void => {
        evidence.push(e);
        listener.evidence(k, e);
      };
      const progress = (what: string, fraction: number): void =>
        advance(k, `${problem.name}: ${what}`, fraction);
      const error = await run(task, problem, { evidence: hear, progress }, signal);
      advance(k, problem.name, 1);
      results[k] = { problem: summaryOf(problem, task.parameters, task.cells), evidence, error };
      for (let r = results[told]; r !== undefined; r = results[told]) {
        told++;
        listener.done(r);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(jobs, queue.length)) }, takeTurns));
  return results.filter((r) => r !== undefined);
}
