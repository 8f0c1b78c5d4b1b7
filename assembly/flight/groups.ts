import { collisions } from './collisions';
import { Group } from './group';
import { lookAround } from './lookAround';
import { Swarm } from './swarm';

/** Sets a group back to time 0, with its events, and takes into it all who meet its own at first. */
function begin(swarm: Swarm, group: Group): void {
  group.queue.bucket = 0;
  for (let k = 0; k < group.particles; k++) {
    const i = group.memberAt(k);
    const from = (<usize>i) << 3;
    const to = (<usize>k) << 3;
    store<f64>(group.since + to, 0);
    for (let axis = 0; axis < swarm.dimension; axis++) {
      store<f64>(group.places(axis) + to, load<f64>(swarm.places(axis) + from));
      store<f64>(group.speeds(axis) + to, load<f64>(swarm.speeds(axis) + from));
    }
    for (let event = swarm.firstOf(i); event >= 0; ) {
      const at = swarm.events + 24 * <usize>event;
      // Each is put in by the first of its two.
      const own = load<i32>(at, 8) === i;
      const other = load<i32>(at + (own ? 12 : 8));
      if (other >= 0) group.join(other);
      if (own) group.put(load<f64>(at), k, other < 0 ? other : swarm.slotOf(other));
      event = load<i32>(at + (own ? 0 : 4), 16);
    }
  }
}

/** Takes into a group all within the ranges of those that were hit; false if there are too many images of them. */
function gather(swarm: Swarm, group: Group): bool {
  for (let k = 0; k < group.particles; k++) {
    const i = group.memberAt(k);
    const known = group.known + ((<usize>k) << 3);
    const range = swarm.rangeOf(i);
    if (swarm.firstOf(i) === -1 || load<f64>(known) >= range) continue;
    store<f64>(known, range);
    // There must be one image only of each.
    const reach = range + swarm.widest;
    for (let axis = 0; axis < swarm.dimension; axis++)
      if (swarm.isPeriodic(axis) && 4 * reach > swarm.lengthOf(axis)) return false;
    lookAround(swarm, i, reach, true);
  }
  return true;
}

/** Keeps what has become of those that were hit; false if there is no room. */
function keep(swarm: Swarm, group: Group, number: i32): bool {
  for (let k = 0; k < group.particles; k++) {
    const i = group.memberAt(k);
    if (swarm.firstOf(i) === -1) {
      swarm.setSlot(i, -1);
      continue;
    }
    if (swarm.settled === swarm.outcomeRoom) return false;
    const from = (<usize>k) << 3;
    const to = swarm.outcomes + ((<usize>swarm.settled) << 6);
    const left = 1 - load<f64>(group.since + from);
    for (let axis = 0; axis < swarm.dimension; axis++) {
      const speed = load<f64>(group.speeds(axis) + from);
      const own = to + ((<usize>axis) << 3);
      store<f64>(own, load<f64>(group.places(axis) + from) + left * speed);
      store<f64>(own, speed, 24);
    }
    store<f64>(to, k === 0 ? number : 0, 48);
    swarm.setSlot(i, -2 - swarm.settled);
    swarm.settled++;
  }
  return true;
}

/**
 * What becomes of a particle that meets others, and of all that do so with it; false if they are too many.
 *
 * They fly by themselves. Whoever else is within the range of one that was hit is then taken in, and they fly again, until there is nobody.
 */
function settle(swarm: Swarm, first: i32): bool {
  const group = swarm.group;
  group.particles = 0;
  group.join(first);
  let known = 0;
  let number = 0;
  do {
    begin(swarm, group);
    known = group.particles;
    if (known === group.room) return false;
    number = collisions(group);
    if (group.crowded || !gather(swarm, group)) return false;
  } while (group.particles > known);
  return keep(swarm, group, number);
}

/** Lets all events that are listed happen, group by group, and what follows from them; false if a group is too large. */
export function settleGroups(swarm: Swarm): bool {
  swarm.settled = 0;
  swarm.group.crowded = 0;
  for (let event = 0; event < swarm.listed; event++) {
    const i = load<i32>(swarm.events + 24 * <usize>event, 8);
    if (swarm.slotOf(i) >= -1 && !settle(swarm, i)) return false;
  }
  return true;
}
