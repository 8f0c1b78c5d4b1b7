/**
 * Events in the order of their times: a binary heap in typed arrays, which grows as it must.
 *
 * An event is a particle, and another or a wall; it holds as long as neither has changed its velocity since, which the caller knows
 * from the numbers of turns that it put in.
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
  #times = new Float64Array(64);
  /** A permutation: of the first `size` places, ordered as a heap, then of those that are free. */
  #places = Int32Array.from({ length: 64 }, (_, k) => k);
  /** Four numbers at each place. */
  #events = new Int32Array(4 * 64);

  #grow(): void {
    const { length } = this.#times;
    const times = new Float64Array(2 * length);
    times.set(this.#times);
    this.#times = times;
    const places = Int32Array.from({ length: 2 * length }, (_, k) => k);
    places.set(this.#places);
    this.#places = places;
    const events = new Int32Array(8 * length);
    events.set(this.#events);
    this.#events = events;
  }

  /** Puts an event in. */
  put(time: number, particle: number, other: number, turn: number, otherTurn: number): void {
    if (this.#size === this.#times.length) this.#grow();
    const times = this.#times;
    const places = this.#places;
    const place = places[this.#size];
    const at = 4 * place;
    const events = this.#events;
    events[at] = particle;
    events[at + 1] = other;
    events[at + 2] = turn;
    events[at + 3] = otherTurn;
    let k = this.#size++;
    while (k > 0) {
      const parent = (k - 1) >> 1;
      if (times[parent] <= time) break;
      times[k] = times[parent];
      places[k] = places[parent];
      k = parent;
    }
    times[k] = time;
    places[k] = place;
  }

  /** Takes the earliest event out, into the fields; false if there is none. */
  take(): boolean {
    if (this.#size === 0) return false;
    const times = this.#times;
    const places = this.#places;
    const events = this.#events;
    const taken = places[0];
    this.time = times[0];
    this.particle = events[4 * taken];
    this.other = events[4 * taken + 1];
    this.turn = events[4 * taken + 2];
    this.otherTurn = events[4 * taken + 3];
    const size = --this.#size;
    const time = times[size];
    const place = places[size];
    let k = 0;
    for (let child = 1; child < size; child = 2 * k + 1) {
      if (child + 1 < size && times[child + 1] < times[child]) child++;
      if (times[child] >= time) break;
      times[k] = times[child];
      places[k] = places[child];
      k = child;
    }
    times[k] = time;
    places[k] = place;
    places[size] = taken;
    return true;
  }
}
