import { CapabilityError } from '../../src/errors/capabilityError.ts';
import type { Grid } from '../../src/grid/grid.ts';

/** Throws {@link CapabilityError} unless the grid has one dimension. */
export function requireOneDimension(method: string, grid: Grid): void {
  if (grid.dimension !== 1)
    throw new CapabilityError(
      `finiteVolume({ method: "${method}" })`,
      `a grid of dimension 1, but this one has dimension ${grid.dimension}`,
      'two and three dimensions are not there yet',
    );
}
