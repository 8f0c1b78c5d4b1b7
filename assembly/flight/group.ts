import { Lines } from './lines';
import { Swarm } from './swarm';

/** Some that meet each other, and those around them that they might meet. */
@unmanaged
export class Group extends Lines {
  swarm: Swarm;
  /** Their places in the swarm, and the ranges within which their neighbours are known. */
  members: usize;
  known: usize;
  room: i32;

  memberAt(k: i32): i32 {
    return load<i32>(this.members + ((<usize>k) << 2));
  }
  join(i: i32): void {
    const swarm = this.swarm;
    const k = this.particles;
    if (swarm.slotOf(i) >= 0 || k === this.room) return;
    swarm.setSlot(i, k);
    store<i32>(this.members + ((<usize>k) << 2), i);
    store<f64>(this.known + ((<usize>k) << 3), -1);
    this.particles = k + 1;
  }
}
