import fc from 'fast-check';
import { integer, knownKeys, oneOf } from '../errors/check.ts';
import { LawError } from './lawError.ts';

/** How laws are sampled. */
export interface SamplingOptions {
  /** Samples per law; 50 by default. */
  readonly runs?: number;
  /** Seed of the samples; the same seed gives the same samples on every machine. 1 by default. */
  readonly seed?: number;
}

/** {@link SamplingOptions} with defaults filled in. */
export interface Sampling {
  readonly runs: number;
  readonly seed: number;
}

/** Fills in and checks sampling options. */
export function sampling({ runs = 50, seed = 1 }: SamplingOptions): Sampling {
  return { runs: integer('runs', runs, 1), seed: integer('seed', seed, -(2 ** 31), 2 ** 31 - 1) };
}

/** Checks the keys of options, and the names of laws in `skip`. */
export function checkOptions(
  who: string,
  options: { readonly skip?: readonly string[] },
  known: readonly string[],
  laws: readonly string[],
): void {
  knownKeys(who, options, known);
  for (const law of options.skip ?? []) oneOf('law', law, laws);
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
}

/** Runs `verify` on samples, and makes a {@link LawError} of the first, shrunk, that it throws at. */
export function forAll<T>(
  { law, name, sampling: { runs, seed } }: Trial,
  samples: fc.Arbitrary<T>,
  verify: (sample: T) => void,
): void {
  const property = fc.property(samples, (sample) => {
    verify(sample);
  });
  const result = fc.check(property, { numRuns: runs, seed });
  if (!result.failed) return;
  const cause = result.errorInstance;
  const seen = cause instanceof Error ? cause.message : 'too few samples satisfy its premises';
  const sample =
    result.counterexample === null ? '' : `\nfor ${shortened(fc.stringify(result.counterexample[0]))}`;
  const path = result.counterexamplePath ?? '';
  throw new LawError(law, name, `${seen}${sample}\n(seed ${seed}, path ${path})`, { cause });
}
