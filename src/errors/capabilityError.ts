import { OttoflowError } from './ottoflowError.ts';

/**
 * A solver was given an energy (or grid) that it cannot handle: names what is missing and what would supply it.
 *
 * @see {@link OttoflowError}
 */
export class CapabilityError extends OttoflowError {
  readonly code = 'capability';
  readonly missing: string;

  constructor(who: string, missing: string, remedy: string) {
    super(`${who} needs ${missing}; ${remedy}`);
    this.missing = missing;
  }
}
