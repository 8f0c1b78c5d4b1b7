import { OttoflowError } from './ottoflowError.ts';

/** A result could not be written; nothing half-written is left behind. @see {@link OttoflowError} */
export class OutputError extends OttoflowError {
  readonly code = 'output';
}
