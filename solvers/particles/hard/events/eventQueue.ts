/** Particles to a bucket: about one event then, of disks at the source's sub-step. */
const CROWD = 16;
/** Places to begin with. */
const FEW = 64;

/** How many buckets the time of a flight has, a power of two. */
export function bucketsFor(particles: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(particles / CROWD)));
}

/**
 * Events of a time of 1 in the order of their times: buckets of equal length, each a list without order, in typed arrays that grow as they must.
 *
 * An event is a particle, and another or a wall; it holds as long as neither has changed its velocity since, which the caller knows
 * from the numbers of turns that it put in. None may be put in that is before the one taken last.
 */
export class EventQueue {
  /** Of the event taken last. */
  time = 0;
  particle = 0;
  /** The other particle, or −1 − 2k at the lower wall of axis k, −2 − 2k at the upper. */
  other = 0;
  turn = 0;
  otherTurn = 0;

  #size = 0;
  /** The first bucket that is not empty, or one before it. */
  #bucket = 0;
  /** The first place of each bucket, −1 of none. */
  readonly #heads: Int32Array;
  /** The first place that is free, and how many have ever been in use. */
  #free = -1;
  #used = 0;
  /** Of each place the one behind it in its bucket, or among those that are free. */
  #next = new Int32Array(FEW);
  #times = new Float64Array(FEW);
  /** Four numbers at each place. */
  #events = new Int32Array(4 * FEW);

  constructor(particles: number) {
    this.#heads = new Int32Array(bucketsFor(particles)).fill(-1);
  }

  #place(): number {
    if (this.#free >= 0) {
      const place = this.#free;
      this.#free = this.#next[place];
      return place;
    }
    if (this.#used === this.#next.length) {
      const { length } = this.#next;
      const [next, times, events] = [this.#next, this.#times, this.#events];
      this.#next = new Int32Array(2 * length);
      this.#next.set(next);
      this.#times = new Float64Array(2 * length);
      this.#times.set(times);
      this.#events = new Int32Array(8 * length);
      this.#events.set(events);
    }
    return this.#used++;
  }

  /** Puts an event in, of a time in [0, 1). */
  put(time: number, particle: number, other: number, turn: number, otherTurn: number): void {
    const place = this.#place();
    const at = 4 * place;
    this.#times[place] = time;
    this.#events[at] = particle;
    this.#events[at + 1] = other;
    this.#events[at + 2] = turn;
    this.#events[at + 3] = otherTurn;
    const bucket = Math.min(this.#heads.length - 1, Math.floor(time * this.#heads.length));
    this.#next[place] = this.#heads[bucket];
    this.#heads[bucket] = place;
    this.#size++;
  }

  /** Takes the earliest event out, into the fields; false if there is none. */
  take(): boolean {
    if (this.#size === 0) {
      this.#bucket = 0;
      return false;
    }
    const heads = this.#heads;
    const next = this.#next;
    const times = this.#times;
    while (heads[this.#bucket] < 0) this.#bucket++;
    let earliest = heads[this.#bucket];
    let before = -1;
    for (let last = earliest, k = next[earliest]; k >= 0; last = k, k = next[k])
      if (times[k] < times[earliest]) [earliest, before] = [k, last];
    if (before < 0) heads[this.#bucket] = next[earliest];
    else next[before] = next[earliest];
    next[earliest] = this.#free;
    this.#free = earliest;
    this.#size--;
    const at = 4 * earliest;
    this.time = times[earliest];
    this.particle = this.#events[at];
    this.other = this.#events[at + 1];
    this.turn = this.#events[at + 2];
    this.otherTurn = this.#events[at + 3];
    return true;
  }
}
