import { ArgumentError } from './argumentError.ts';
import { UnknownNameError } from './unknownNameError.ts';

/** Returns `value` if it is a finite number; throws {@link ArgumentError} naming `argument` otherwise. */
export function finite(argument: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new ArgumentError(argument, value, 'a finite number');
  return value;
}

/** Returns `value` if it is a finite number above zero. */
export function positive(argument: string, value: unknown): number {
  if (typeof value !== 'number' || !(value > 0) || value === Infinity)
    throw new ArgumentError(argument, value, 'a finite number > 0');
  return value;
}

/** Returns `value` if it is a finite number in [lower, upper]. */
export function within(argument: string, value: unknown, lower: number, upper: number): number {
  if (typeof value !== 'number' || !(value >= lower && value <= upper))
    throw new ArgumentError(argument, value, `a number in [${lower}, ${upper}]`);
  return value;
}

/** Returns `value` if it is an integer in [lower, upper]. */
export function integer(
  argument: string,
  value: unknown,
  lower: number,
  upper: number = Number.MAX_SAFE_INTEGER,
): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < lower || value > upper) {
    const range =
      upper === Number.MAX_SAFE_INTEGER ? `an integer ≥ ${lower}` : `an integer in [${lower}, ${upper}]`;
    throw new ArgumentError(argument, value, range);
  }
  return value;
}

/** Returns `value` if it is a function. */
export function callable<F extends (...args: never[]) => unknown>(argument: string, value: F): F {
  if (typeof value !== 'function') throw new ArgumentError(argument, value, 'a function');
  return value;
}

/** Returns `value` if it is one of `names`; throws {@link UnknownNameError} with the nearest names otherwise. */
export function oneOf<N extends string>(kind: string, value: unknown, names: readonly N[]): N {
  const found = names.find((name) => name === value);
  if (found === undefined) throw new UnknownNameError(kind, String(value), names);
  return found;
}

/** Throws {@link UnknownNameError} if `given` has a key that is not among `known`: a misspelt option is never ignored. */
export function knownKeys(argument: string, given: object, known: readonly string[]): void {
  if (given === null || typeof given !== 'object')
    throw new ArgumentError(argument, given, 'an object of options');
  for (const key of Object.keys(given))
    if (!known.includes(key)) throw new UnknownNameError(`option of ${argument}`, key, known);
}
