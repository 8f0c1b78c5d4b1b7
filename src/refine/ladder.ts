import { ArgumentError } from '../errors/argumentError.ts';
import { integer, positive } from '../errors/check.ts';

/** What halves from level to level: cells, time steps, or both together. */
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

/**
 * The resolutions of a study, each twice as fine as the one before.
 *
 * @param least - the fewest levels that show an order.
 * @throws ArgumentError for cells, a time step, or a number of levels that are none.
 */
export function ladder(
  { cells, timeStep }: Resolution,
  levels: number,
  direction: RefinedIn,
  until: number,
  least: number,
): readonly Resolution[] {
  if (!Array.isArray(cells) || cells.length === 0)
    throw new ArgumentError('cells', cells, 'numbers of cells of the coarsest level, such as [50]');
  cells.forEach((n, k) => {
    integer(`cells[${k}]`, n, 1);
  });
  if (!(positive('timeStep', timeStep) <= until))
    throw new ArgumentError('timeStep', timeStep, `the time step of the coarsest level, at most ${until}`);
  integer('levels', levels, least, 20);
  return Array.from({ length: levels }, (_, k) => finer({ cells, timeStep }, 2 ** k, direction));
}
