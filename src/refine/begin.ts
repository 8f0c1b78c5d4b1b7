import type { Energy } from '../energy/energy.ts';
import { knownKeys, oneOf, positive } from '../errors/check.ts';
import type { Trajectory } from '../flow/trajectory.ts';
import { firstTimeStep, ladder, levelCount, type RefinedIn, type Resolution, refinedIn } from './ladder.ts';
import { type Listening, Study } from './study.ts';
import { type FlowAt, type RefineStart, type RefineSubject, startOf } from './subject.ts';

/** What a study over levels may be told, whatever is measured. @see {@link refine} */
export interface LevelOptions extends RefineStart, Listening {
  /** What halves from level to level. */
  readonly in: RefinedIn;
  /** How many levels, 2 at least. */
  readonly levels?: number;
  /** Whether runs say how long they took: results are then not the same to the bit. */
  readonly timed?: boolean;
}

const KNOWN = ['in', 'levels', 'timed', 'onProgress', 'signal', 'until', 'cells', 'timeStep', 'parameters'];

/** What the run of a level took. @see {@link refine} */
export interface LevelCost {
  readonly steps: number;
  /** Inner iterations of all steps together. */
  readonly iterations: number;
  /** How long it took; null unless `timed` was asked for. */
  readonly seconds: number | null;
}

/** A study that is checked and complete, and has run nothing yet. */
export interface Begun<E extends Energy> {
  readonly direction: RefinedIn;
  readonly until: number;
  readonly resolutions: readonly Resolution[];
  /** What shrinks from level to level: time steps, or widths of cells along the first axis. */
  readonly sizes: readonly number[];
  readonly study: Study<E>;
  readonly cost: (run: Trajectory<E>) => LevelCost;
}

/** What the caller asks of its levels. */
export interface Asked {
  /** The name of the caller, and the options that are its own. */
  readonly who: string;
  readonly own: readonly string[];
  /** How many levels unless the options say. */
  readonly levels: number;
  /** Whether levels are compared with the next finer one. */
  readonly successive: boolean;
  /** How many runs so many levels take. */
  readonly runs: (levels: number) => number;
}

function sizesOf<E extends Energy>(
  resolutions: readonly Resolution[],
  direction: RefinedIn,
  flowAt: FlowAt<E>,
): number[] {
  return resolutions.map(({ cells, timeStep }) =>
    direction === 'time' ? timeStep : flowAt(cells).grid.axes[0].spacing,
  );
}

/** Checks and completes the options of a study over levels. @throws ArgumentError or UnknownNameError. */
export function begin<E extends Energy>(
  subject: RefineSubject<E>,
  options: LevelOptions,
  { who, own, levels, successive, runs }: Asked,
): Begun<E> {
  knownKeys(who, options, [...KNOWN, ...own]);
  const direction = oneOf('refinement', options.in, refinedIn);
  const { flowAt, until: time, ...start } = startOf(subject, options);
  const until = positive('until', time);
  const count = levelCount('levels', options.levels ?? levels, successive);
  firstTimeStep('timeStep', start.timeStep, until);
  const resolutions = ladder(start, count, direction);
  return {
    direction,
    until,
    resolutions,
    sizes: sizesOf(resolutions, direction, flowAt),
    study: new Study(flowAt, until, runs(count), options),
    cost: ({ times, iterations, wallSeconds }) => ({
      steps: times.length - 1,
      iterations: iterations.reduce((a, b) => a + b, 0),
      seconds: options.timed === true ? wallSeconds : null,
    }),
  };
}
