/** How far an ensemble is. @see {@link ensembleInThreads} */
export interface Progress {
  /** Realisations done, those that a ledger held among them. */
  readonly done: number;
  readonly total: number;
  /** Realisations a second since the first were done, so that the start of threads does not count; 0 until there are more. */
  readonly rate: number;
  /** Seconds left at that rate; Infinity until it is known. */
  readonly timeLeft: number;
}

/**
 * Tells a listener how far a run is that begins with some realisations done.
 *
 * @returns what is to be called with the number of each time that more are done.
 */
export function progressFrom(
  total: number,
  before: number,
  listener: ((progress: Progress) => void) | undefined,
): (more: number) => void {
  let done = before;
  let first: { readonly done: number; readonly at: number } | null = null;
  const tell = (): void => {
    const now = performance.now();
    const rate = first === null || first.done === done ? 0 : (1000 * (done - first.done)) / (now - first.at);
    listener?.({ done, total, rate, timeLeft: done === total ? 0 : (total - done) / rate });
  };
  tell();
  return (more) => {
    done += more;
    first ??= { done, at: performance.now() };
    tell();
  };
}
