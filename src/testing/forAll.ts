import fc from 'fast-check';
import { ArgumentError } from '../errors/argumentError.ts';
import { integer, knownKeys, oneOf } from '../errors/check.ts';
import { LawError } from './lawError.ts';

/** How laws are sampled. @see {@link checkFlow} */
export interface SamplingOptions {
  /** Samples per law; 50 by default. */
  readonly runs?: number;
  /** Seed of the samples; the same seed gives the same samples on every machine. 1 by default. */
  readonly seed?: number;
  /** Where among the samples to begin, as a failure says: the shrunk counterexample alone. */
  readonly path?: string;
}

/** {@link SamplingOptions} with defaults filled in. */
export interface Sampling {
  readonly runs: number;
  readonly seed: number;
  readonly path: string | null;
}

/** Fills in and checks sampling options. */
export function sampling({ runs = 50, seed = 1, path }: SamplingOptions): Sampling {
  if (path !== undefined && !/^\d+(:\d+)*$/.test(path))
    throw new ArgumentError('path', path, 'numbers between colons, such as "3:0:1"');
  return {
    runs: integer('runs', runs, 1),
    seed: integer('seed', seed, -(2 ** 31), 2 ** 31 - 1),
    path: path ?? null,
  };
}

/** Which laws are checked. @see {@link checkFlow} */
export interface Choice<Name extends string> {
  /** Laws to check; all if not given. */
  readonly only?: readonly Name[];
  /** Laws not to check. */
  readonly skip?: readonly Name[];
}

/** Checks the keys of options, and returns the laws that they choose. */
export function chosenLaws<Name extends string>(
  who: string,
  options: Choice<Name>,
  known: readonly string[],
  laws: readonly Name[],
): Name[] {
  knownKeys(who, options, [...known, 'only', 'skip']);
  const { only = laws, skip = [] } = options;
  for (const name of [...only, ...skip]) oneOf('law', name, laws);
  return laws.filter((name) => only.includes(name) && !skip.includes(name));
}

const LONGEST = 1000;

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Which law is being tried, on what, and how. */
export interface Trial {
  readonly law: string;
  /** What is being tested, for messages. */
  readonly name: string;
  readonly sampling: Sampling;
  /** The call that checks this law again, and nothing else, from a seed and the path to a sample. */
  readonly again: (seed: number, path: string) => string;
}

/** Runs `verify` on samples, and makes a {@link LawError} of the first, shrunk, that it throws at. */
export function forAll<T>(
  { law, name, sampling: { runs, seed, path: from }, again }: Trial,
  samples: fc.Arbitrary<T>,
  verify: (sample: T) => void,
): void {
  const property = fc.property(samples, (sample) => {
    verify(sample);
  });
  const result = fc.check(
    property,
    from === null ? { numRuns: runs, seed } : { numRuns: 1, seed, path: from, endOnFailure: true },
  );
  if (!result.failed) return;
  const cause = result.errorInstance;
  const seen = cause instanceof Error ? cause.message : 'too few samples satisfy its premises';
  const sample =
    result.counterexample === null ? '' : `\nfor ${shortened(fc.stringify(result.counterexample[0]))}`;
  const call = again(seed, result.counterexamplePath ?? '0');
  throw new LawError(law, name, `${seen}${sample}`, { cause, again: call });
}
