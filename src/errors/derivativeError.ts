import { OttoflowError } from './ottoflowError.ts';

/**
 * A user's derivative disagrees with finite differences of the function that it claims to differentiate.
 *
 * @see {@link OttoflowError}
 */
export class DerivativeError extends OttoflowError {
  readonly code = 'derivative';
  readonly at: number;
  readonly given: number;
  readonly expected: number;

  constructor(which: string, at: number, given: number, expected: number) {
    super(`${which}(${at}) is ${given}, but finite differences give ${Number(expected.toPrecision(8))}`);
    this.at = at;
    this.given = given;
    this.expected = expected;
  }
}
