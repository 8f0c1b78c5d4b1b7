/** Seconds that a thread is to be at work before it says what it has done, and so what a process that is killed loses at most. */
const AT_WORK = 2;

/** Successive realisations. */
export interface Run {
  readonly first: number;
  readonly realisations: number;
}

/** Realisations that are still to be run, handed out in runs of a length that takes a thread about two seconds. */
export class Queue {
  readonly #threads: number;
  /** Runs not handed out yet, ascending. */
  #runs: Run[];
  #left: number;

  constructor(first: number, realisations: number, threads: number) {
    this.#threads = threads;
    this.#runs = [{ first, realisations }];
    this.#left = realisations;
  }

  /** How many realisations are left. */
  get left(): number {
    return this.#left;
  }

  /** Strikes out successive realisations, if all of them are left; says whether they were. */
  remove(realisations: readonly number[]): boolean {
    const first = realisations[0];
    const end = first + realisations.length;
    const k = this.#runs.findIndex((run) => run.first <= first && end <= run.first + run.realisations);
    if (k < 0) return false;
    const run = this.#runs[k];
    const parts = [
      { first: run.first, realisations: first - run.first },
      { first: end, realisations: run.first + run.realisations - end },
    ];
    this.#runs.splice(k, 1, ...parts.filter((part) => part.realisations > 0));
    this.#left -= realisations.length;
    return true;
  }

  /**
   * The next realisations to run; null when all are handed out.
   *
   * @param seconds - that one takes the thread that asks, as far as it knows; null if it has run none yet.
   */
  take(seconds: number | null): Run | null {
    const [head] = this.#runs;
    if (head === undefined) return null;
    const wanted = seconds === null ? 1 : Math.floor(AT_WORK / seconds);
    // Towards the end, less and less, so that no thread waits long for another, but not for nothing.
    const fair = Math.max(Math.ceil(this.#left / (2 * this.#threads)), wanted >> 3);
    const realisations = Math.max(1, Math.min(wanted, fair, head.realisations));
    const rest = { first: head.first + realisations, realisations: head.realisations - realisations };
    if (rest.realisations > 0) this.#runs[0] = rest;
    else this.#runs.shift();
    this.#left -= realisations;
    return { first: head.first, realisations };
  }
}
