import { OttoflowError } from './ottoflowError.ts';

/** An integral that was asked for has no finite value (or none that could be found). @see {@link OttoflowError} */
export class DivergentIntegralError extends OttoflowError {
  readonly code = 'divergent-integral';
}
