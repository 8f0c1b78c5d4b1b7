import { solveAsync } from '../../flow/solve.ts';
import type { Solver } from '../../flow/solver.ts';
import type { Step } from '../../flow/step.ts';
import type { Trajectory } from '../../flow/trajectory.ts';
import type { SolverSubject } from '../world.ts';
import type { Times } from './subject.ts';

/** Runs one solver, heard step by step. @throws the reason of `signal` if it was raised. */
export async function follow(
  { flow }: SolverSubject,
  solver: Solver,
  times: Times,
  onStep: (step: Step) => void,
  signal: AbortSignal,
): Promise<Trajectory> {
  signal.throwIfAborted();
  const trajectory = await solveAsync(flow, solver, { ...times, onStep, signal });
  signal.throwIfAborted();
  return trajectory;
}
