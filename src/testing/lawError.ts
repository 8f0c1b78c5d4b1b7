import { OttoflowError } from '../errors/ottoflowError.ts';

/** A law that does not hold: says which law, of what, and what was seen instead. */
export class LawError extends OttoflowError {
  readonly code = 'law';
  /** The name of the law, as in `skip`. */
  readonly law: string;

  constructor(law: string, subject: string, seen: string, options?: ErrorOptions) {
    super(`${subject} breaks the law "${law}": ${seen}`, options);
    this.law = law;
  }
}
