import type { Evidence, VerifyContext } from '../../src/index.ts';

/** A part of a verification with its share of the time. */
export interface Part {
  readonly run: (context: VerifyContext) => Iterable<Evidence>;
  readonly share: number;
}

/** A verification made of parts, each of which reports its progress as if it were all. */
export function inParts(parts: readonly Part[]): (context: VerifyContext) => Generator<Evidence> {
  return function* verify(context) {
    let done = 0;
    for (const { run, share } of parts) {
      const start = done;
      yield* run({
        ...context,
        progress: (what, fraction) => context.progress(what, start + share * fraction),
      });
      done += share;
    }
  };
}
