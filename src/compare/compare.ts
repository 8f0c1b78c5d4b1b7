import { l1Distance } from '../density/distance.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import { knownKeys } from '../errors/check.ts';
import { sameTime } from '../flow/march.ts';
import type { Snapshot, Trajectory } from '../flow/trajectory.ts';
import { wassersteinDistance } from '../transport/wasserstein1d.ts';
import type { ComparedRun, Comparison, RunDistance } from './comparison.ts';
import { type DecayRate, decayRate } from './decayRate.ts';
import { noiseOfDistance } from './noise.ts';

/** What {@link compare} may be told. */
export interface CompareOptions {
  /** Names of the runs; `solver/method` by default, numbered where that is not unique. */
  readonly labels?: readonly string[];
  /** E∞, for decay rates of E − E∞. */
  readonly steadyEnergy?: number;
  /** Window of time on which rates are fitted. */
  readonly window?: readonly [number, number];
}

/** Differences of two energies below this part of their size are noise, and give no rate. */
const NOISE = 1e-12;

function labelsOf(
  trajectories: readonly Trajectory[],
  given: readonly string[] | undefined,
): readonly string[] {
  if (given !== undefined) {
    if (given.length !== trajectories.length || new Set(given).size !== given.length)
      throw new ArgumentError('labels', given, `${trajectories.length} different labels, one for each run`);
    return given;
  }
  const names = trajectories.map(({ solver, method }) => `${solver}/${method}`);
  return names.map((name, i) =>
    names.indexOf(name) === names.lastIndexOf(name)
      ? name
      : `${name} ${names.slice(0, i + 1).filter((n) => n === name).length}`,
  );
}

function at(time: number, { snapshots }: Trajectory): Snapshot | undefined {
  return snapshots.find((s) => sameTime(s.time, time));
}

function rateOf({ times, energy }: Trajectory, { steadyEnergy, window }: CompareOptions): DecayRate | null {
  if (steadyEnergy === undefined || window === undefined) return null;
  const difference = energy.map((e) => e - steadyEnergy);
  const inside = difference.filter((_, i) => times[i] >= window[0] && times[i] <= window[1]);
  const noise = NOISE * Math.max(...energy.map(Math.abs));
  return inside.every((d) => d > noise) ? decayRate(times, difference, window) : null;
}

function distanceOf(
  between: readonly [string, string],
  a: readonly Snapshot[],
  b: readonly Snapshot[],
): RunDistance {
  const [{ grid }, { grid: other }] = [a[0].density, b[0].density];
  const line = grid.dimension === 1 && !grid.axes[0].periodic;
  const noise = a.map((s, i) => noiseOfDistance(s.standardErrors, b[i].standardErrors));
  return {
    between,
    l1: grid.equals(other) ? a.map((s, i) => l1Distance(s.density, b[i].density)) : null,
    noise: noise.every((n) => n === null) ? null : noise.map((n) => n ?? 0),
    wasserstein: line ? a.map((s, i) => wassersteinDistance(s.density, b[i].density)) : null,
  };
}

/** E at a time, as a run found it. */
function energyAt(time: number, { times, energy }: Trajectory): number {
  return energy[times.findIndex((t) => sameTime(t, time))];
}

/** Standard errors of E at snapshots; null of runs that are not sampled. */
function energyErrors(snapshots: readonly Snapshot[]): readonly number[] | null {
  if (snapshots.every((s) => s.standardErrors === undefined)) return null;
  return snapshots.map((s) => s.standardErrors?.energy ?? 0);
}

/**
 * Compares two or more runs of the same flow at the times at which all have snapshots.
 *
 * Grids may differ in their cells; then distances are W₂ alone.
 *
 * @throws ArgumentError for fewer than two runs, boxes that differ, no common time, or labels that do not fit.
 * @see [Distances](/guide/comparing#distances)
 */
export function compare(trajectories: readonly Trajectory[], options: CompareOptions = {}): Comparison {
  knownKeys('compare', options, ['labels', 'steadyEnergy', 'window']);
  if (trajectories.length < 2)
    throw new ArgumentError('trajectories', `${trajectories.length} runs`, 'two or more runs');
  const box = ({ flow }: Trajectory): string =>
    flow.grid.axes.map((a) => `[${a.lower}, ${a.upper}]${a.periodic ? ' periodic' : ''}`).join(' × ');
  for (const t of trajectories)
    if (box(t) !== box(trajectories[0]))
      throw new ArgumentError('trajectories', box(t), `runs in the same box, ${box(trajectories[0])}`);
  const labels = labelsOf(trajectories, options.labels);
  const times = trajectories[0].snapshots
    .map(({ time }) => time)
    .filter((time) => trajectories.every((t) => at(time, t) !== undefined));
  if (times.length === 0)
    throw new ArgumentError('trajectories', 'no common time', 'runs with snapshots at common times (saveAt)');
  const snapshots = trajectories.map((t) => times.flatMap((time) => at(time, t) ?? []));
  const runs = trajectories.map(
    (t, i): ComparedRun => ({
      label: labels[i],
      solver: t.solver,
      method: t.method,
      settings: t.settings,
      energy: times.map((time) => energyAt(time, t)),
      energyError: energyErrors(snapshots[i]),
      mass: snapshots[i].map(({ density }) => density.mass),
      rate: rateOf(t, options),
    }),
  );
  const distances: RunDistance[] = [];
  for (let i = 0; i < runs.length; i++)
    for (let j = i + 1; j < runs.length; j++)
      distances.push(distanceOf([labels[i], labels[j]], snapshots[i], snapshots[j]));
  return { times, runs, distances };
}
