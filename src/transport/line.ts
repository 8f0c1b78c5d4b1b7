import type { Density } from '../density/density.ts';
import { CapabilityError } from '../errors/capabilityError.ts';
import type { Axis } from '../grid/axis.ts';

/** The axis of a density on an interval; throws {@link CapabilityError} for a torus or more than one dimension. */
export function lineOf(who: string, { grid }: Density): Axis {
  const [axis] = grid.axes;
  if (grid.dimension !== 1 || axis.periodic)
    throw new CapabilityError(
      who,
      'densities on an interval, ordered from left to right',
      `this grid is ${grid}; use one dimension with walls`,
    );
  return axis;
}
