import type { Energy } from '../energy/energy.ts';
import { ConvergenceError } from '../errors/convergenceError.ts';
import { record } from '../flow/record.ts';
import type { Trajectory } from '../flow/trajectory.ts';
import type { Resolution } from './ladder.ts';
import type { SolverAt } from './reference.ts';
import type { FlowAt } from './subject.ts';

/** Who is told how far a study is, and who may end it. */
export interface Listening {
  /** Called after every step with the fraction of the study that is done, each run counting the same. */
  readonly onProgress?: (what: string, fraction: number) => void;
  /** Cancels the study before its next step, by throwing the reason. */
  readonly signal?: AbortSignal;
}

/** The runs of a refinement, one after the other, heard and cancelled as one. */
export class Study<E extends Energy> {
  private readonly flowAt: FlowAt<E>;
  private readonly until: number;
  private readonly runs: number;
  private readonly options: Listening;
  private done = 0;

  constructor(flowAt: FlowAt<E>, until: number, runs: number, options: Listening) {
    this.flowAt = flowAt;
    this.until = until;
    this.runs = runs;
    this.options = options;
  }

  /** Runs one level. @throws ConvergenceError naming it if it does not come to its end. */
  *run({ cells, timeStep }: Resolution, solverAt: SolverAt<E>): Generator<void, Trajectory<E>, void> {
    const { until, runs, done } = this;
    const { onProgress, signal } = this.options;
    const where = `${cells.join(' × ')} cells, time step ${timeStep}`;
    const run = record(this.flowAt(cells), solverAt(timeStep), { until, throwOnFailure: true });
    try {
      let made = run.next();
      while (made.done !== true) {
        onProgress?.(where, (done + made.value.time / until) / runs);
        yield;
        signal?.throwIfAborted();
        made = run.next();
      }
      this.done++;
      return made.value;
    } catch (cause) {
      if (!(cause instanceof ConvergenceError)) throw cause;
      const error = new ConvergenceError(`the level of ${where} did not come to its end: ${cause.message}`);
      error.cause = cause;
      throw error;
    }
  }
}
