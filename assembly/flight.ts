// The loops of solvers/particles/hard/events. Each does what the function of its name there does, and those that have none of their name
// there come to the same, to the bit. Arrays are pointers, in bytes.
import { collisions } from './flight/collisions';
import { settleGroups } from './flight/groups';
import { predictMeetings } from './flight/meetings';
import { ROUNDING } from './flight/meetingTime';
import { predictAround, predictWall } from './flight/predict';
import { Swarm } from './flight/swarm';

/** So many flights are made without groups after one in which they were too large. */
const PATIENCE: i32 = 64;

/** Takes velocities, and lists those that are faster than the margin or reach a wall; returns how many. */
function begin(swarm: Swarm, velocities: usize): i32 {
  const d = swarm.dimension;
  const half = swarm.half;
  const order = swarm.cells.order;
  const limit = load<f64>(swarm.numbers, 24);
  let special = 0;
  let largest: f64 = 0;
  memory.fill(swarm.since, 0, (<usize>swarm.particles) << 3);
  for (let place = 0; place < swarm.particles; place++) {
    const at = (<usize>place) << 3;
    const own = velocities + ((<usize>(load<i32>(order + (at >> 1)) * d)) << 3);
    let square: f64 = 0;
    let beyond = false;
    for (let k = 0; k < d; k++) {
      const axis = (<usize>k) << 3;
      const speed = load<f64>(own + axis);
      const to = load<f64>(swarm.places(k) + at) + speed;
      store<f64>(swarm.speeds(k) + at, speed);
      square += speed * speed;
      beyond = beyond || to < load<f64>(swarm.below + axis) || to > load<f64>(swarm.above + axis);
    }
    store<f64>(swarm.ranges + at, half + sqrt(square) * (1 + ROUNDING));
    largest = max(largest, square);
    store<i32>(swarm.special + ((<usize>special) << 2), place);
    special += i32(square > limit || beyond);
  }
  swarm.fastest = sqrt(largest);
  swarm.widest = half + swarm.fastest * (1 + ROUNDING);
  return special;
}

/** Writes places at time 1, and velocities; returns the number of collisions in groups. */
function end(swarm: Swarm, positions: usize, velocities: usize): i32 {
  const d = swarm.dimension;
  const order = swarm.cells.order;
  let number: f64 = 0;
  for (let place = 0; place < swarm.particles; place++) {
    const at = (<usize>place) << 3;
    const own = (<usize>(load<i32>(order + (at >> 1)) * d)) << 3;
    const slot = swarm.slotOf(place);
    if (slot < -1) {
      const outcome = swarm.outcomes + ((<usize>(-2 - slot)) << 6);
      for (let k = 0; k < d; k++) {
        const axis = (<usize>k) << 3;
        store<f64>(positions + own + axis, load<f64>(outcome + axis));
        store<f64>(velocities + own + axis, load<f64>(outcome + axis, 24));
      }
      number += load<f64>(outcome, 48);
      swarm.setSlot(place, -1);
      swarm.setFirst(place, -1);
      continue;
    }
    const left = 1 - load<f64>(swarm.since + at);
    for (let k = 0; k < d; k++) {
      const axis = (<usize>k) << 3;
      const speed = load<f64>(swarm.speeds(k) + at);
      store<f64>(positions + own + axis, load<f64>(swarm.places(k) + at) + left * speed);
      store<f64>(velocities + own + axis, speed);
    }
  }
  return <i32>number;
}

/** Lists the events that would happen if all kept their velocities, or puts them into the queue. */
function predictAll(swarm: Swarm, special: i32, listing: bool): void {
  swarm.crowded = 0;
  swarm.listing = i32(listing);
  swarm.listed = 0;
  predictMeetings(swarm);
  for (let k = 0; k < special; k++) {
    const i = load<i32>(swarm.special + ((<usize>k) << 2));
    predictWall(swarm, i);
    predictAround(swarm, i);
  }
  swarm.listing = 0;
}

/** Whether all events have happened group by group. */
function inGroups(swarm: Swarm, special: i32): bool {
  if (swarm.patience !== 0) {
    if (swarm.patience > 0) swarm.patience--;
    return false;
  }
  predictAll(swarm, special, true);
  if (!swarm.crowded && settleGroups(swarm)) return true;
  swarm.group.queue.clear();
  memory.fill(swarm.firsts, 0xff, (<usize>swarm.particles) << 2);
  memory.fill(swarm.slots, 0xff, (<usize>swarm.particles) << 2);
  swarm.patience = PATIENCE;
  return false;
}

/**
 * Moves particles that have been sorted into cells over a time of 1; returns the number of collisions of pairs, −1 if there was no room for an
 * event: then neither positions nor velocities have changed.
 */
export function fly(swarm: Swarm, positions: usize, velocities: usize): i32 {
  const special = begin(swarm, velocities);
  if (inGroups(swarm, special)) return end(swarm, positions, velocities);
  swarm.queue.bucket = 0;
  predictAll(swarm, special, false);
  const number = collisions(swarm);
  if (swarm.crowded) return -1;
  end(swarm, positions, velocities);
  return number;
}
