import { OttoflowError } from '../errors/ottoflowError.ts';

/** What a {@link LawError} may come with. */
export interface LawErrorOptions extends ErrorOptions {
  /** The call that shows the same again. */
  readonly again?: string;
}

/**
 * A law that does not hold: says which law, of what, what was seen instead, and how to see it again.
 *
 * @see {@link checkEnergy}
 */
export class LawError extends OttoflowError {
  readonly code = 'law';
  /** The name of the law, as in `skip`. */
  readonly law: string;
  /** The call that checks this law again on the shrunk case alone; the subject stands in it by its role, as `energy` or `solver`. */
  readonly again: string | null;

  constructor(law: string, subject: string, seen: string, { again, ...options }: LawErrorOptions = {}) {
    const call = again === undefined ? '' : `\nagain: ${again}`;
    super(`${subject} breaks the law "${law}": ${seen}${call}`, options);
    this.law = law;
    this.again = again ?? null;
  }
}
