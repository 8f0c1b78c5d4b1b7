import type { Energy } from '../energy/energy.ts';
import type { RefinedIn, Resolution } from './ladder.ts';
import type { FlowAt } from './subject.ts';

/** What shrinks from level to level: time steps, or widths of cells along the first axis. */
export function sizesOf<E extends Energy>(
  resolutions: readonly Resolution[],
  direction: RefinedIn,
  flowAt: FlowAt<E>,
): number[] {
  return resolutions.map(({ cells, timeStep }) =>
    direction === 'time' ? timeStep : flowAt(cells).grid.axes[0].spacing,
  );
}
