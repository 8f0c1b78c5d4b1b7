import { OttoflowError } from './ottoflowError.ts';

/**
 * A numerical method missed its tolerance and the caller asked for an error instead of a status.
 *
 * @see {@link OttoflowError}
 */
export class ConvergenceError extends OttoflowError {
  readonly code = 'not-converged';
}
