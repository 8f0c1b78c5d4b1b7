import { type Energy, l1Distance, type Solver, solve, type Trajectory } from '../../src/index.ts';
import type { ClosedForm } from './closedForm.ts';

/** Numbers of JKO steps until the end. */
export const STEPS: readonly number[] = [5, 10, 20];

/** A run of JKO steps beside the exact ones and the PDE. */
export interface StepRun {
  readonly trajectory: Trajectory;
  /** L¹ of the solver's last density to the exact iterate, of that to the PDE, and of the first to the last. */
  readonly toIterate: number;
  readonly iterateToPde: number;
  readonly toPde: number;
}

/** Follows a closed form by so many steps of a solver. */
export function stepRun<E extends Energy>(
  exact: ClosedForm<E>,
  until: number,
  steps: number,
  solverAt: (timeStep: number) => Solver<E>,
): StepRun {
  const timeStep = until / steps;
  const trajectory = solve(exact.flow, solverAt(timeStep), { until, throwOnFailure: true });
  const { density } = trajectory.snapshots[trajectory.snapshots.length - 1];
  const [iterate, pde] = [exact.jkoIterate(steps, timeStep), exact.pde(until)];
  return {
    trajectory,
    toIterate: l1Distance(density, iterate),
    iterateToPde: l1Distance(iterate, pde),
    toPde: l1Distance(density, pde),
  };
}
