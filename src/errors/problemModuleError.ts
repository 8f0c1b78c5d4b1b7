import { OttoflowError } from './ottoflowError.ts';

/**
 * A module that was to hold a problem cannot be loaded, or its default export is not one.
 *
 * @see {@link OttoflowError}
 */
export class ProblemModuleError extends OttoflowError {
  readonly code = 'problem-module';
}
