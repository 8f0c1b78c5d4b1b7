import type { Step } from '../../flow/step.ts';
import type { Trajectory } from '../../flow/trajectory.ts';
import type { SteadyResult } from '../../node/result.ts';
import { formatNumber } from '../numbers.ts';

/** A run in a few numbers. */
export interface Account {
  readonly steps: number;
  readonly time: number;
  readonly energy: number;
  readonly energyAboveSteady: number | null;
  /** Largest relative change of mass. */
  readonly massError: number;
  readonly largestGap: number | null;
  /** Of all steps together. */
  readonly iterations: number;
  readonly stepsNotConverged: number;
  readonly complete: boolean;
  readonly wallSeconds: number;
}

/** The numbers of a run. */
export function accountOf(trajectory: Trajectory, steady: SteadyResult | null): Account {
  const { times, energy, mass, gap, iterations, status, complete, wallSeconds } = trajectory;
  const last = times.length - 1;
  const gaps = gap.filter((g) => g !== null);
  return {
    steps: last,
    time: times[last],
    energy: energy[last],
    energyAboveSteady: steady === null ? null : energy[last] - steady.energy,
    massError: Math.max(...mass.map((m) => Math.abs(m / mass[0] - 1))),
    largestGap: gaps.length === 0 ? null : Math.max(...gaps),
    iterations: iterations.reduce((a, b) => a + b, 0),
    stepsNotConverged: status.filter((s) => s !== null && s !== 'converged').length,
    complete,
    wallSeconds,
  };
}

/** One step as an object for programs. */
export function eventOf(step: Step): object {
  const { index, time, timeStep, density, energy, dissipation, transport, certificate } = step;
  const { iterations, status, diagnostics } = step;
  const gap = certificate?.relativeGap ?? null;
  const state = { index, time, timeStep, energy, mass: density.mass, dissipation, transport, gap };
  return { event: 'step', ...state, iterations, status, diagnostics };
}

/** The numbers of a run as lines for people. */
export function accountLines(trajectory: Trajectory, account: Account): string[] {
  const n = (value: number, digits = 6): string => formatNumber(value, digits);
  const { steps, time, energy, energyAboveSteady, massError, largestGap, iterations, wallSeconds } = account;
  const each = iterations === 0 ? '' : `, ${n(iterations / Math.max(1, steps), 3)} iterations a step`;
  const above = energyAboveSteady === null ? '' : `, ${n(energyAboveSteady, 3)} above the steady state`;
  const lines = [
    `  steps   ${steps} to t = ${n(time)} in ${n(wallSeconds, 3)} s${each}`,
    `  energy  ${n(trajectory.energy[0])} → ${n(energy)}${above}`,
    `  mass    ${n(trajectory.mass[0])}, kept to ${n(massError, 2)}`,
  ];
  if (largestGap !== null) lines.push(`  gap     at most ${n(largestGap, 2)} of a step's decrease of energy`);
  return lines;
}
