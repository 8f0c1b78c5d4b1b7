import { OttoflowError } from './ottoflowError.ts';

/** Values that are not a density: says which rule is broken, at which cell, and what stood there. */
export class DensityError extends OttoflowError {
  readonly code = 'density';
  readonly cell: number | null;

  constructor(message: string, cell: number | null = null) {
    super(message);
    this.cell = cell;
  }
}
