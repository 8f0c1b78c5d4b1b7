import type { Energy } from '../energy/energy.ts';
import { drain, drainAsync } from './drain.ts';
import type { GradientFlow } from './gradientFlow.ts';
import { record, type SolveOptions } from './record.ts';
import type { Solver } from './solver.ts';
import type { Trajectory } from './trajectory.ts';

/**
 * Runs a solver on a flow from its initial density to `until`: the one-call form of {@link march}.
 *
 * @returns the record of the run; a step that failed is recorded with its status and ends the run.
 * @throws ArgumentError for times out of range; CapabilityError if the solver cannot handle the flow;
 * ConvergenceError with `throwOnFailure`.
 * @see [Ten-minute start](/guide/start)
 */
export function solve<E extends Energy, State>(
  flow: GradientFlow<E>,
  solver: Solver<E, State>,
  options: SolveOptions,
): Trajectory<E> {
  return drain(record(flow, solver, options));
}

/**
 * {@link solve} that gives way to other tasks of its thread between steps, so that `signal` can be raised by a key or a
 * button, and pictures of the run be drawn.
 */
export async function solveAsync<E extends Energy, State>(
  flow: GradientFlow<E>,
  solver: Solver<E, State>,
  options: SolveOptions,
): Promise<Trajectory<E>> {
  return await drainAsync(record(flow, solver, options));
}
