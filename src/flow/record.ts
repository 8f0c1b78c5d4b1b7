import type { Energy } from '../energy/energy.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import { knownKeys, positive } from '../errors/check.ts';
import { ConvergenceError } from '../errors/convergenceError.ts';
import type { GradientFlow } from './gradientFlow.ts';
import { march, sameTime } from './march.ts';
import type { Solver } from './solver.ts';
import type { Step } from './step.ts';
import type { Snapshot, Trajectory } from './trajectory.ts';

/** What a run may be told. @see {@link solve} */
export interface SolveOptions {
  /** The time to stop at, > 0. */
  readonly until: number;
  /** Times in [0, until] at which densities are kept; the last one, `until`, is always among them. */
  readonly saveAt?: readonly number[];
  /** Called after every step. */
  readonly onStep?: (step: Step) => void;
  /** Cancels the run before its next step; the trajectory so far is returned with `complete: false`. */
  readonly signal?: AbortSignal;
  /** Throws {@link ConvergenceError} at the first step that is not converged, instead of recording its status. */
  readonly throwOnFailure?: boolean;
}

/** A mutable {@link Trajectory} in the making. */
class Recorder<E extends Energy> {
  readonly times: number[] = [0];
  readonly energy: number[];
  readonly mass: number[];
  readonly dissipation: (number | null)[] = [null];
  readonly transport: (number | null)[] = [null];
  readonly gap: (number | null)[] = [null];
  readonly iterations: number[] = [0];
  readonly status: (Step['status'] | null)[] = [null];
  readonly snapshots: Snapshot[] = [];

  constructor(flow: GradientFlow<E>) {
    this.energy = [flow.discrete.value(flow.initial.values)];
    this.mass = [flow.initial.mass];
  }

  record(step: Step): void {
    this.times.push(step.time);
    this.energy.push(step.energy);
    this.mass.push(step.density.mass);
    this.dissipation.push(step.dissipation);
    this.transport.push(step.transport);
    this.gap.push(step.certificate?.relativeGap ?? null);
    this.iterations.push(step.iterations);
    this.status.push(step.status);
  }
}

function snapshotOf(time: number, { density, standardErrors }: Step): Snapshot {
  return standardErrors === undefined ? { time, density } : { time, density, standardErrors };
}

function savedTimes({ until, saveAt = [] }: SolveOptions): number[] {
  positive('until', until);
  for (const t of saveAt)
    if (!(t >= 0 && (t <= until || sameTime(t, until))))
      throw new ArgumentError('saveAt', t, `times in [0, ${until}]`);
  const sorted = [...saveAt, until].sort((a, b) => a - b);
  const distinct = sorted.filter((t, k) => k === 0 || !sameTime(t, sorted[k - 1]));
  return [...distinct.filter((t) => !sameTime(t, until)), until];
}

/** What happened at a step that is not converged, how far it came, and what to try. */
function failure<E extends Energy, State>(
  { index, time, status, iterations, certificate }: Step,
  { name, method, settings }: Solver<E, State>,
  advice: string,
): string {
  const { tolerance } = settings;
  const asked = typeof tolerance === 'number' ? ` where ${tolerance} was asked for` : '';
  const reached =
    certificate === null ? '' : `, with a relative gap of ${certificate.relativeGap.toPrecision(2)}${asked}`;
  return `step ${index} of ${name}/${method} to t = ${time} ended with status "${status}" after ${iterations} iterations${reached}; try ${advice}`;
}

/**
 * Runs a solver on a flow from its initial density to `until`, one step at a time: yields every step as it is made, and
 * returns the record of the run.
 *
 * For callers that drive a run themselves; `solve` and `solveAsync` are the one-call forms.
 *
 * @throws ArgumentError for times out of range; CapabilityError if the solver cannot handle the flow; ConvergenceError
 * with `throwOnFailure`.
 * @see {@link march}
 */
export function* record<E extends Energy, State>(
  flow: GradientFlow<E>,
  solver: Solver<E, State>,
  options: SolveOptions,
): Generator<Step, Trajectory<E>, void> {
  knownKeys('solve', options, ['until', 'saveAt', 'onStep', 'signal', 'throwOnFailure']);
  const saved = savedTimes(options);
  const started = performance.now();
  const recorder = new Recorder(flow);
  if (saved[0] === 0) recorder.snapshots.push({ time: 0, density: flow.initial });
  const stops = saved.filter((t) => t > 0);
  let complete = false;
  for (const step of options.signal?.aborted === true ? [] : march(flow, solver, stops)) {
    recorder.record(step);
    const failed = step.status === 'failed';
    const stop = stops[recorder.snapshots.length - (saved[0] === 0 ? 1 : 0)];
    if (!failed && sameTime(step.time, stop)) recorder.snapshots.push(snapshotOf(stop, step));
    options.onStep?.(step);
    yield step;
    if (step.status !== 'converged' && options.throwOnFailure === true)
      throw new ConvergenceError(failure(step, solver, solver.advice?.(step) ?? 'a smaller timeStep'));
    complete = !failed && sameTime(step.time, options.until);
    if (options.signal?.aborted === true) break;
  }
  const { name, method, settings } = solver;
  const wallSeconds = (performance.now() - started) / 1000;
  return { flow, solver: name, method, settings, ...recorder, complete, wallSeconds };
}
