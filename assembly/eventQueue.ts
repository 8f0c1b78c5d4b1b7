// Of solvers/particles/hard/events/eventQueue.ts, with room for so many events and no more.

/** Pointers and numbers of a queue. */
@unmanaged
export class EventQueue {
  size: i32;
  /** The first bucket that is not empty, or one before it; how many there are; the first place of each, −1 of none. */
  bucket: i32;
  buckets: i32;
  heads: usize;
  /** The first place that is free, −1 if none is; of each place the one behind it in its bucket, or among those that are free. */
  free: i32;
  next: usize;
  times: usize;
  /** Four integers at each place: the particle, the other one or the wall, and the turns of both. */
  events: usize;

  behind(place: i32): i32 {
    return load<i32>(this.next + ((<usize>place) << 2));
  }
  timeOf(place: i32): f64 {
    return load<f64>(this.times + ((<usize>place) << 3));
  }

  /** Puts an event in; false if there is no room for it. */
  put(time: f64, particle: i32, other: i32, turn: i32, otherTurn: i32): bool {
    const place = this.free;
    if (place < 0) return false;
    const link = this.next + ((<usize>place) << 2);
    this.free = load<i32>(link);
    store<f64>(this.times + ((<usize>place) << 3), time);
    v128.store(this.events + ((<usize>place) << 4), i32x4(particle, other, turn, otherTurn));
    const bucket = min(this.buckets - 1, <i32>(time * <f64>this.buckets));
    const head = this.heads + ((<usize>bucket) << 2);
    store<i32>(link, load<i32>(head));
    store<i32>(head, place);
    this.size++;
    return true;
  }

  /** Takes the earliest event out of a queue that has one; its place keeps it until the next is put in. */
  take(): i32 {
    let head = this.heads + ((<usize>this.bucket) << 2);
    while (load<i32>(head) < 0) {
      this.bucket++;
      head += 4;
    }
    let earliest = load<i32>(head);
    let least = this.timeOf(earliest);
    // Where the place of the earliest is written.
    let link = head;
    for (let last = earliest, k = this.behind(earliest); k >= 0; k = this.behind(k)) {
      const time = this.timeOf(k);
      if (time < least) {
        earliest = k;
        least = time;
        link = this.next + ((<usize>last) << 2);
      }
      last = k;
    }
    const own = this.next + ((<usize>earliest) << 2);
    store<i32>(link, load<i32>(own));
    store<i32>(own, this.free);
    this.free = earliest;
    this.size--;
    return earliest;
  }

  /** Takes out whatever is left. */
  clear(): void {
    while (this.size > 0) this.take();
  }
}
