// Of solvers/particles/hard/events/eventQueue.ts, with room for so many events and no more.

/** Pointers and numbers of a queue. */
@unmanaged
export class EventQueue {
  capacity: i32;
  size: i32;
  /** The earliest times as a heap, and the place of the event of each; the places of those that are not there are free. */
  times: usize;
  places: usize;
  /** Four integers at each place: the particle, the other one or the wall, and the turns of both. */
  events: usize;

  /** Puts an event in; false if there is no room for it. */
  put(time: f64, particle: i32, other: i32, turn: i32, otherTurn: i32): bool {
    if (this.size === this.capacity) return false;
    const times = this.times;
    const places = this.places;
    let k = this.size;
    const place = load<i32>(places + ((<usize>k) << 2));
    v128.store(this.events + ((<usize>place) << 4), i32x4(particle, other, turn, otherTurn));
    this.size = k + 1;
    while (k > 0) {
      const parent = (k - 1) >> 1;
      const before = load<f64>(times + ((<usize>parent) << 3));
      if (before <= time) break;
      store<f64>(times + ((<usize>k) << 3), before);
      store<i32>(places + ((<usize>k) << 2), load<i32>(places + ((<usize>parent) << 2)));
      k = parent;
    }
    store<f64>(times + ((<usize>k) << 3), time);
    store<i32>(places + ((<usize>k) << 2), place);
    return true;
  }

  /** Takes the earliest event out of a queue that has one; its place is then free, and keeps it until the next is put in. */
  take(): i32 {
    const times = this.times;
    const places = this.places;
    const taken = load<i32>(places);
    const size = this.size - 1;
    this.size = size;
    const time = load<f64>(times + ((<usize>size) << 3));
    const place = load<i32>(places + ((<usize>size) << 2));
    let k = 0;
    for (let child = 1; child < size; child = 2 * k + 1) {
      let least = load<f64>(times + ((<usize>child) << 3));
      if (child + 1 < size && load<f64>(times + ((<usize>child) << 3), 8) < least) {
        child++;
        least = load<f64>(times + ((<usize>child) << 3));
      }
      if (least >= time) break;
      store<f64>(times + ((<usize>k) << 3), least);
      store<i32>(places + ((<usize>k) << 2), load<i32>(places + ((<usize>child) << 2)));
      k = child;
    }
    store<f64>(times + ((<usize>k) << 3), time);
    store<i32>(places + ((<usize>k) << 2), place);
    store<i32>(places + ((<usize>size) << 2), taken);
    return taken;
  }
}
