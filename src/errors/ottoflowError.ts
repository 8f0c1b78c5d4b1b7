/** Machine-readable causes of an {@link OttoflowError}; each belongs to exactly one class. */
export type ErrorCode =
  | 'argument'
  | 'density'
  | 'capability'
  | 'derivative'
  | 'divergent-integral'
  | 'not-converged'
  | 'unknown-name'
  | 'problem-module'
  | 'output'
  | 'ledger'
  | 'law';

/** The root of every error that ottoflow throws on purpose: `code` is stable, `message` is for people. */
export abstract class OttoflowError extends Error {
  abstract readonly code: ErrorCode;

  override get name(): string {
    return this.constructor.name;
  }
}
