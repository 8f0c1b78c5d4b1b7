import { CellList } from '../particles/cellList';
import { Group } from './group';
import { Lines } from './lines';

/** All that fly, in the order of cells. */
@unmanaged
export class Swarm extends Lines {
  cells: CellList;
  /** None goes further from where it was at time 0 than so much without half of the diameter. */
  ranges: usize;
  /** Of each pair that has been found the image of the second one. */
  inImage: usize;
  /** Particles that are faster than the margin, or reach a wall. */
  special: usize;
  /** Of each particle the first event that was listed: −1 if there is none, −2 if it was hit nevertheless. */
  firsts: usize;
  /** Of each particle its number in the group, −1 if it is in none, or −2 − k if the kth outcome is its. */
  slots: usize;
  /** Events listed: time, the two, and the next event of both; how many, and how many there is room for. */
  events: usize;
  listed: i32;
  eventRoom: i32;
  /** Places and velocities at time 1 of those in groups, and how often pairs have met. */
  outcomes: usize;
  settled: i32;
  outcomeRoom: i32;
  group: Group;
  /** So many flights more are made without groups; all if below 0. */
  patience: i32;

  firstOf(i: i32): i32 {
    return load<i32>(this.firsts + ((<usize>i) << 2));
  }
  setFirst(i: i32, event: i32): void {
    store<i32>(this.firsts + ((<usize>i) << 2), event);
  }
  slotOf(i: i32): i32 {
    return load<i32>(this.slots + ((<usize>i) << 2));
  }
  setSlot(i: i32, slot: i32): void {
    store<i32>(this.slots + ((<usize>i) << 2), slot);
  }
  rangeOf(i: i32): f64 {
    return load<f64>(this.ranges + ((<usize>i) << 3));
  }

  list(time: f64, i: i32, other: i32): void {
    const event = this.listed;
    if (event === this.eventRoom) {
      this.crowded = 1;
      return;
    }
    const at = this.events + 24 * <usize>event;
    store<f64>(at, time);
    store<i32>(at, i, 8);
    store<i32>(at, other, 12);
    store<i32>(at, this.firstOf(i), 16);
    this.setFirst(i, event);
    if (other >= 0) {
      store<i32>(at, this.firstOf(other), 20);
      this.setFirst(other, event);
    }
    this.listed = event + 1;
  }
}
