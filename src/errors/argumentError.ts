import { describe } from './describe.ts';
import { OttoflowError } from './ottoflowError.ts';

/**
 * An argument outside what is allowed: names the argument, the value given and what is allowed.
 *
 * @see {@link OttoflowError}
 */
export class ArgumentError extends OttoflowError {
  readonly code = 'argument';
  readonly argument: string;
  readonly given: unknown;
  readonly allowed: string;

  constructor(argument: string, given: unknown, allowed: string) {
    super(`${argument} is ${describe(given)}; allowed: ${allowed}`);
    this.argument = argument;
    this.given = given;
    this.allowed = allowed;
  }
}
