import { OttoflowError } from './ottoflowError.ts';

/**
 * A ledger that cannot be gone on with: in use, of another input, or damaged where nothing can be saved.
 *
 * @see {@link OttoflowError}
 */
export class LedgerError extends OttoflowError {
  readonly code = 'ledger';
}
