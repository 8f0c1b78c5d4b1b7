/** What one repetition of a benchmark measured, by name: `secondsPerStep`, `iterations`, …. */
export type Metrics = Readonly<Record<string, number>>;

/**
 * Something that is measured. A module `test/bench/*.bench.ts` exports `benchmarks`, a list of these; `npm run bench`
 * finds it by its name.
 */
export interface Benchmark {
  /** Family, problem, size: `jko/example-4.1/200`. */
  readonly name: string;
  /** Called once before the repetitions; not measured. */
  readonly prepare?: () => void | Promise<void>;
  /** One repetition. */
  readonly run: () => Metrics | Promise<Metrics>;
  /** The most repetitions, for what takes long; as many as are asked for unless said otherwise. */
  readonly repeats?: number;
  /** false where `prepare` has warmed up what is measured: then the first repetition counts too. */
  readonly warmUp?: boolean;
}

/** Seconds that a call of `f` takes, from as many calls as fit into a tenth of a second, and at least one. */
export function secondsPerCall(f: () => void): number {
  let calls = 1;
  for (;;) {
    const started = performance.now();
    for (let i = 0; i < calls; i++) f();
    const seconds = (performance.now() - started) / 1000;
    if (seconds >= 0.1) return seconds / calls;
    calls = Math.max(2 * calls, Math.ceil((0.12 * calls) / Math.max(seconds, 1e-6)));
  }
}
