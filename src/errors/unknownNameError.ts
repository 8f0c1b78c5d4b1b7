import { nearestNames } from './nearestNames.ts';
import { OttoflowError } from './ottoflowError.ts';

/** A name that nothing answers to: lists the nearest names that something does. @see {@link OttoflowError} */
export class UnknownNameError extends OttoflowError {
  readonly code = 'unknown-name';
  readonly nearest: readonly string[];

  constructor(kind: string, given: string, known: readonly string[]) {
    const nearest = nearestNames(given, known);
    super(
      nearest.length > 0
        ? `no ${kind} is called "${given}"; did you mean ${nearest.join(' or ')}?`
        : `no ${kind} is called "${given}"; known: ${known.length > 0 ? known.join(', ') : 'none'}`,
    );
    this.nearest = nearest;
  }
}
