import { EventQueue } from '../eventQueue';
import { Swarm } from './swarm';

/** Particles on straight lines between events, in the order of `recordOf` in `solvers/particles/hard/events/flightKernel.ts`. */
@unmanaged
export class Lines {
  particles: i32;
  dimension: i32;
  /** Places and speeds along three axes. */
  x: usize;
  y: usize;
  z: usize;
  u: usize;
  v: usize;
  w: usize;
  since: usize;
  turns: usize;
  /** Three numbers each. */
  lower: usize;
  lengths: usize;
  perLength: usize;
  below: usize;
  above: usize;
  /** One over the lengths of periodic axes, 0 for others. */
  perPeriod: usize;
  /** Three integers each. */
  shape: usize;
  periodic: usize;
  /** Half of the diameter and a rounding more, the diameter, its square, the square of the margin, the largest speed, the largest range. */
  numbers: usize;
  queue: EventQueue;
  /** Whether they are a group, and there is a periodic axis. */
  grouped: i32;
  wraps: i32;
  /** Whether meetings are listed rather than put into the queue. */
  listing: i32;
  /** Whether there was no room for an event. */
  crowded: i32;

  get half(): f64 {
    return load<f64>(this.numbers);
  }
  get diameter(): f64 {
    return load<f64>(this.numbers, 8);
  }
  get square(): f64 {
    return load<f64>(this.numbers, 16);
  }
  get fastest(): f64 {
    return load<f64>(this.numbers, 32);
  }
  set fastest(speed: f64) {
    store<f64>(this.numbers, speed, 32);
  }
  get widest(): f64 {
    return load<f64>(this.numbers, 40);
  }
  set widest(range: f64) {
    store<f64>(this.numbers, range, 40);
  }
  /** Places and speeds along an axis. */
  places(k: i32): usize {
    return load<usize>(changetype<usize>(this) + ((<usize>k) << 2), offsetof<Lines>('x'));
  }
  speeds(k: i32): usize {
    return load<usize>(changetype<usize>(this) + ((<usize>k) << 2), offsetof<Lines>('u'));
  }
  isPeriodic(k: i32): bool {
    return load<i32>(this.periodic + ((<usize>k) << 2)) !== 0;
  }
  cellsAlong(k: i32): i32 {
    return load<i32>(this.shape + ((<usize>k) << 2));
  }
  lengthOf(k: i32): f64 {
    return load<f64>(this.lengths + ((<usize>k) << 3));
  }
  turnsOf(i: i32): i32 {
    return load<i32>(this.turns + ((<usize>i) << 2));
  }
  turn(i: i32): void {
    store<i32>(this.turns + ((<usize>i) << 2), this.turnsOf(i) + 1);
  }

  /** Takes note of an event: of a particle and another, or the wall −1 − 2k or −2 − 2k. */
  put(time: f64, i: i32, other: i32): void {
    if (this.listing) changetype<Swarm>(this).list(time, i, other);
    else if (!this.queue.put(time, i, other, this.turnsOf(i), other < 0 ? 0 : this.turnsOf(other)))
      this.crowded = 1;
  }
}
