import { ArgumentError } from '../errors/argumentError.ts';
import { integer, positive } from '../errors/check.ts';

/** What halves from level to level: cells, time steps, or both together. @see {@link refine} */
export type RefinedIn = 'space' | 'time' | 'both';

/** The names of {@link RefinedIn}. */
export const refinedIn: readonly RefinedIn[] = ['space', 'time', 'both'];

/** Cells per axis and time step of a run. */
export interface Resolution {
  readonly cells: readonly number[];
  readonly timeStep: number;
}

/** A resolution so many times finer. */
export function finer({ cells, timeStep }: Resolution, times: number, direction: RefinedIn): Resolution {
  return {
    cells: direction === 'time' ? cells : cells.map((n) => n * times),
    timeStep: direction === 'space' ? timeStep : timeStep / times,
  };
}

const MOST_LEVELS = 20;

/**
 * Returns a number of levels that shows an order.
 *
 * @param successive - whether levels are compared with the next finer one, so that the finest shows no error.
 * @throws ArgumentError naming `argument`.
 */
export function levelCount(argument: string, levels: number, successive: boolean): number {
  const least = successive ? 3 : 2;
  if (!Number.isSafeInteger(levels) || levels < least || levels > MOST_LEVELS)
    throw new ArgumentError(
      argument,
      levels,
      `an integer from ${least} to ${MOST_LEVELS}${successive ? ', as the finest of successive levels shows no error' : ''}`,
    );
  return levels;
}

/** Returns the time step of the coarsest level. @throws ArgumentError naming `argument` if it is longer than the run. */
export function firstTimeStep(argument: string, timeStep: number, until: number): number {
  if (!(positive(argument, timeStep) <= until))
    throw new ArgumentError(argument, timeStep, `the time step of the coarsest level, at most ${until}`);
  return timeStep;
}

/**
 * The resolutions of a study, each twice as fine as the one before.
 *
 * @throws ArgumentError for cells that are none.
 */
export function ladder(first: Resolution, levels: number, direction: RefinedIn): readonly Resolution[] {
  const { cells } = first;
  if (!Array.isArray(cells) || cells.length === 0)
    throw new ArgumentError('cells', cells, 'numbers of cells of the coarsest level, such as [50]');
  cells.forEach((n, k) => {
    integer(`cells[${k}]`, n, 1);
  });
  return Array.from({ length: levels }, (_, k) => finer(first, 2 ** k, direction));
}
