import type { Trajectory } from '../flow/trajectory.ts';

/** The diagnostics of a run as columns of one number per step, the initial state first; null where a solver has no value. */
export function stepColumns(trajectory: Trajectory): ReadonlyMap<string, readonly (number | null)[]> {
  const { times, energy, mass, dissipation, transport, gap, iterations } = trajectory;
  return new Map([
    ['step', times.map((_, k) => k)],
    ['time', times],
    ['energy', energy],
    ['mass', mass],
    ['dissipation', dissipation],
    ['transport', transport],
    ['gap', gap],
    ['iterations', iterations],
  ]);
}
