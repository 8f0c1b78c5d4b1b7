import { OttoflowError } from './ottoflowError.ts';

/**
 * Values that are not a density: says which rule is broken, at which cell, and what stood there.
 *
 * @see {@link OttoflowError}
 */
export class DensityError extends OttoflowError {
  readonly code = 'density';
  readonly cell: number | null;

  constructor(message: string, cell: number | null = null) {
    super(message);
    this.cell = cell;
  }
}
