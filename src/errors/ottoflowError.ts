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

/**
 * The root of every error that ottoflow throws on purpose: `code` is stable, `message` is for people.
 *
 * @example
 * ```ts
 * import { grid, OttoflowError } from 'ottoflow';
 *
 * try {
 *   grid([[1, 0]], [10]);
 * } catch (error) {
 *   if (error instanceof OttoflowError) console.log(`${error.code}: ${error.message}`);
 * }
 * ```
 * ```text
 * argument: bounds[0] is [1, 0]; allowed: [lower, upper], finite, with lower < upper
 * ```
 */
export abstract class OttoflowError extends Error {
  abstract readonly code: ErrorCode;

  override get name(): string {
    return this.constructor.name;
  }
}
