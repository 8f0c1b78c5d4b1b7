// The loops of solvers/particles/hard/events. Each does what the function of its name there does, in the same order, so that both agree to
// the bit. Arrays are pointers, in bytes.
import { EventQueue } from './eventQueue';

/** What flies, in the order of `solvers/particles/hard/events/flightKernel.ts`. */
@unmanaged
class Swarm {
  particles: i32;
  dimension: i32;
  /** Places and speeds along three axes, in the order of cells. */
  x: usize;
  y: usize;
  z: usize;
  u: usize;
  v: usize;
  w: usize;
  order: usize;
  placeCells: usize;
  starts: usize;
  runs: usize;
  first: usize;
  last: usize;
  images: usize;
  shifts: usize;
  packed: usize;
  ranges: usize;
  since: usize;
  turns: usize;
  /** Pairs of particles, and the images of their second ones. */
  whose: usize;
  others: usize;
  inImage: usize;
  /** Particles that are faster than the margin, or reach a wall. */
  special: usize;
  /** Three numbers each. */
  lower: usize;
  lengths: usize;
  perLength: usize;
  below: usize;
  above: usize;
  /** Three integers each. */
  shape: usize;
  periodic: usize;
  /** Half of the diameter and a rounding more, the diameter, its square, the square of the margin, the largest speed. */
  numbers: usize;
  /** Whether there was no room for an event. */
  crowded: i32;
  queue: EventQueue;

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
  /** Places and speeds along an axis. */
  places(k: i32): usize {
    return load<usize>(changetype<usize>(this) + ((<usize>k) << 2), offsetof<Swarm>('x'));
  }
  speeds(k: i32): usize {
    return load<usize>(changetype<usize>(this) + ((<usize>k) << 2), offsetof<Swarm>('u'));
  }
  isPeriodic(k: i32): bool {
    return load<i32>(this.periodic + ((<usize>k) << 2)) !== 0;
  }
  cellsAlong(k: i32): i32 {
    return load<i32>(this.shape + ((<usize>k) << 2));
  }
  turnsOf(i: i32): i32 {
    return load<i32>(this.turns + ((<usize>i) << 2));
  }
  turn(i: i32): void {
    store<i32>(this.turns + ((<usize>i) << 2), this.turnsOf(i) + 1);
  }

  put(time: f64, i: i32, other: i32, otherTurn: i32): void {
    if (!this.queue.put(time, i, other, this.turnsOf(i), otherTurn)) this.crowded = 1;
  }
}

/** More than the rounding of a few operations. */
const ROUNDING: f64 = 1e-12;
/** Square of the cosine between line of centres and relative velocity below which a pair in contact passes. */
const GRAZING: f64 = 1e-20;
/** Pairs are looked at when there are more than these, while what they need is at hand. */
const ENOUGH: i32 = 256;

function meetingTime(s: f64, b: f64, a: f64, square: f64): f64 {
  if (!(b < 0) || b * b <= GRAZING * a * s) return Infinity;
  if (s <= square) return 0;
  const discriminant = b * b - a * (s - square);
  return discriminant < 0 ? Infinity : (s - square) / (sqrt(discriminant) - b);
}

/** Takes velocities, and lists those that are faster than the margin or reach a wall; returns how many. */
function begin(swarm: Swarm, velocities: usize): i32 {
  const d = swarm.dimension;
  const half = load<f64>(swarm.numbers);
  const limit = load<f64>(swarm.numbers, 24);
  let special = 0;
  let largest: f64 = 0;
  memory.fill(swarm.since, 0, (<usize>swarm.particles) << 3);
  for (let place = 0; place < swarm.particles; place++) {
    const at = (<usize>place) << 3;
    const own = velocities + ((<usize>(load<i32>(swarm.order + (at >> 1)) * d)) << 3);
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
  return special;
}

/** Writes places at time 1, and velocities. */
function end(swarm: Swarm, positions: usize, velocities: usize): void {
  const d = swarm.dimension;
  for (let place = 0; place < swarm.particles; place++) {
    const at = (<usize>place) << 3;
    const own = (<usize>(load<i32>(swarm.order + (at >> 1)) * d)) << 3;
    const left = 1 - load<f64>(swarm.since + at);
    for (let k = 0; k < d; k++) {
      const to = own + ((<usize>k) << 3);
      const speed = load<f64>(swarm.speeds(k) + at);
      store<f64>(positions + to, load<f64>(swarm.places(k) + at) + left * speed);
      store<f64>(velocities + to, speed);
    }
  }
}

/** Of a pair at time 0: square of the distance, product of the differences of places and velocities, square of that of velocities. */
let gap: f64 = 0;
let approach: f64 = 0;
let pace: f64 = 0;

function compare(swarm: Swarm, k: usize): void {
  const i = (<usize>load<u32>(swarm.whose + k)) << 3;
  const j = (<usize>load<u32>(swarm.others + k)) << 3;
  const shift = swarm.shifts + 24 * <usize>load<u32>(swarm.inImage + k);
  const dx = load<f64>(swarm.x + i) - load<f64>(shift) - load<f64>(swarm.x + j);
  const dy = load<f64>(swarm.y + i) - load<f64>(shift, 8) - load<f64>(swarm.y + j);
  const dz = load<f64>(swarm.z + i) - load<f64>(shift, 16) - load<f64>(swarm.z + j);
  const du = load<f64>(swarm.u + i) - load<f64>(swarm.u + j);
  const dv = load<f64>(swarm.v + i) - load<f64>(swarm.v + j);
  const dw = load<f64>(swarm.w + i) - load<f64>(swarm.w + j);
  gap = dx * dx + dy * dy + dz * dz;
  approach = dx * du + dy * dv + dz * dw;
  pace = du * du + dv * dv + dw * dw;
}

/** Puts the meetings of some pairs into the queue. */
function putMeetings(swarm: Swarm, found: i32): void {
  const square = swarm.square;
  const end = (<usize>found) << 2;
  let kept: usize = 0;
  // Those that come close are moved to the front without a branch, which would be mispredicted half of the time.
  for (let k: usize = 0; k < end; k += 4) {
    compare(swarm, k);
    const q = -approach / pace;
    const t = 0.5 * (1 + abs(q) - abs(q - 1));
    const close = gap + t * (2 * approach + t * pace) < square;
    store<i32>(swarm.whose + kept, load<i32>(swarm.whose + k));
    store<i32>(swarm.others + kept, load<i32>(swarm.others + k));
    store<i32>(swarm.inImage + kept, load<i32>(swarm.inImage + k));
    kept += (<usize>close) << 2;
  }
  for (let k: usize = 0; k < kept; k += 4) {
    compare(swarm, k);
    const time = meetingTime(gap, approach, pace, square);
    const other = load<i32>(swarm.others + k);
    if (time < 1) swarm.put(time, load<i32>(swarm.whose + k), other, swarm.turnsOf(other));
  }
}

/** Puts into the queue the meetings in neighbouring cells if all keep their velocities. */
function predictMeetings(swarm: Swarm): void {
  const d = swarm.dimension;
  const x = swarm.x;
  const y = swarm.y;
  const z = swarm.z;
  const starts = swarm.starts;
  let found = 0;
  for (let i = 0; i < swarm.particles; i++) {
    const cell = load<i32>(swarm.placeCells + ((<usize>i) << 2));
    const own = swarm.runs + ((<usize>cell) << 2);
    const behind = load<i32>(own, 4);
    const at = (<usize>i) << 3;
    const mine = i32x4.splat(i);
    const range = v128.load64_splat(swarm.ranges + at);
    for (let r = load<i32>(own); r < behind; r++) {
      const run = (<usize>r) << 2;
      const from = load<i32>(swarm.first + run);
      let j = from === cell ? i + 1 : load<i32>(starts + ((<usize>from) << 2));
      const stop = load<i32>(starts + ((<usize>load<i32>(swarm.last + run)) << 2), 4);
      const image = load<i32>(swarm.images + run);
      const shift = swarm.shifts + 24 * <usize>image;
      const xi = f64x2.splat(load<f64>(x + at) - load<f64>(shift));
      const yi = f64x2.splat(load<f64>(y + at) - load<f64>(shift, 8));
      const zi = f64x2.splat(load<f64>(z + at) - load<f64>(shift, 16));
      const which = i32x4.splat(image);
      do {
        const other = (<usize>j) << 3;
        const dx = f64x2.sub(xi, v128.load(x + other));
        const ex = f64x2.sub(xi, v128.load(x + other, 16));
        const dy = f64x2.sub(yi, v128.load(y + other));
        const ey = f64x2.sub(yi, v128.load(y + other, 16));
        let s = f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy));
        let t = f64x2.add(f64x2.mul(ex, ex), f64x2.mul(ey, ey));
        if (d > 2) {
          const dz = f64x2.sub(zi, v128.load(z + other));
          const ez = f64x2.sub(zi, v128.load(z + other, 16));
          s = f64x2.add(s, f64x2.mul(dz, dz));
          t = f64x2.add(t, f64x2.mul(ez, ez));
        }
        const reach = f64x2.add(range, v128.load(swarm.ranges + other));
        const grasp = f64x2.add(range, v128.load(swarm.ranges + other, 16));
        let inside =
          i64x2.bitmask(f64x2.lt(s, f64x2.mul(reach, reach))) |
          (i64x2.bitmask(f64x2.lt(t, f64x2.mul(grasp, grasp))) << 2);
        inside &= (1 << min(stop - j, 4)) - 1;
        const to = (<usize>found) << 2;
        v128.store(swarm.whose + to, mine);
        v128.store(
          swarm.others + to,
          i32x4.add(i32x4.splat(j), v128.load(swarm.packed + ((<usize>inside) << 4))),
        );
        v128.store(swarm.inImage + to, which);
        found += popcnt(inside);
        j += 4;
      } while (j < stop);
    }
    if (found > ENOUGH) {
      putMeetings(swarm, found);
      found = 0;
    }
  }
  putMeetings(swarm, found);
}

/** Puts the first meeting of a particle with a wall into the queue, if there is one before time 1. */
function predictWall(swarm: Swarm, i: i32): void {
  const at = (<usize>i) << 3;
  const now = load<f64>(swarm.since + at);
  const left = 1 - now;
  let earliest = left;
  let other = 0;
  for (let k = 0; k < swarm.dimension; k++) {
    const place = load<f64>(swarm.places(k) + at);
    const speed = load<f64>(swarm.speeds(k) + at);
    const below = load<f64>(swarm.below + ((<usize>k) << 3));
    const above = load<f64>(swarm.above + ((<usize>k) << 3));
    const end = place + left * speed;
    if (end >= below && end <= above) continue;
    // Rounding may have taken it beyond already.
    const time = max(0, ((speed < 0 ? below : above) - place) / speed);
    if (time <= earliest) {
      earliest = time;
      other = speed < 0 ? -1 - 2 * k : -2 - 2 * k;
    }
  }
  if (other < 0) swarm.put(now + earliest, i, other, 0);
}

/** The cell along an axis: beyond the ends of periodic ones, not beyond walls. */
function cellAlong(swarm: Swarm, k: i32, place: f64): i32 {
  const axis = (<usize>k) << 3;
  const cell = <i32>floor((place - load<f64>(swarm.lower + axis)) * load<f64>(swarm.perLength + axis));
  return swarm.isPeriodic(k) ? cell : min(swarm.cellsAlong(k) - 1, max(0, cell));
}

/** How many turns around an axis of n cells lead to a cell beyond its ends. */
function turnsTo(cell: i32, n: i32): i32 {
  return cell >= 0 ? cell / n : -((n - 1 - cell) / n);
}

function predictPairs(swarm: Swarm, i: i32, reach: f64): void {
  const d = swarm.dimension;
  const at = (<usize>i) << 3;
  const n1 = d > 1 ? swarm.cellsAlong(d - 2) : 1;
  const n2 = swarm.cellsAlong(d - 1);
  let from0 = 0;
  let to0 = 0;
  let from1 = 0;
  let to1 = 0;
  if (d > 2) {
    const place = load<f64>(swarm.x + at);
    from0 = cellAlong(swarm, 0, place - reach);
    to0 = cellAlong(swarm, 0, place + reach);
  }
  if (d > 1) {
    const place = load<f64>(swarm.places(d - 2) + at);
    from1 = cellAlong(swarm, d - 2, place - reach);
    to1 = cellAlong(swarm, d - 2, place + reach);
  }
  const place = load<f64>(swarm.places(d - 1) + at);
  const from2 = cellAlong(swarm, d - 1, place - reach);
  const to2 = cellAlong(swarm, d - 1, place + reach);
  for (let c0 = from0; c0 <= to0; c0++) {
    const n0 = d > 2 ? swarm.cellsAlong(0) : 1;
    const turn0 = turnsTo(c0, n0);
    for (let c1 = from1; c1 <= to1; c1++) {
      const turn1 = turnsTo(c1, n1);
      const row = ((c0 - turn0 * n0) * n1 + (c1 - turn1 * n1)) * n2;
      for (let c2 = from2; c2 <= to2; ) {
        const turn2 = turnsTo(c2, n2);
        const last = min(to2, turn2 * n2 + n2 - 1);
        const first = row + c2 - turn2 * n2;
        predictInRun(
          swarm,
          i,
          load<i32>(swarm.starts + ((<usize>first) << 2)),
          load<i32>(swarm.starts + ((<usize>(first + last - c2)) << 2), 4),
          shiftBy(swarm, 0, d === 3 ? turn0 : d === 2 ? turn1 : turn2),
          d > 1 ? shiftBy(swarm, 1, d === 3 ? turn1 : turn2) : 0,
          d > 2 ? shiftBy(swarm, 2, turn2) : 0,
        );
        c2 = last + 1;
      }
    }
  }
}

function shiftBy(swarm: Swarm, k: i32, turns: i32): f64 {
  return <f64>turns * load<f64>(swarm.lengths + ((<usize>k) << 3));
}

/** The part of {@link predictPairs} for particles from `first` to `stop`, shifted. */
function predictInRun(
  swarm: Swarm,
  i: i32,
  first: i32,
  stop: i32,
  shiftX: f64,
  shiftY: f64,
  shiftZ: f64,
): void {
  const d = swarm.dimension;
  const square = f64x2.splat(swarm.square);
  const one = (<usize>i) << 3;
  const now = f64x2.splat(load<f64>(swarm.since + one));
  const left = f64x2.sub(f64x2.splat(1), now);
  const px = f64x2.splat(load<f64>(swarm.x + one) - shiftX);
  const py = f64x2.splat(load<f64>(swarm.y + one) - shiftY);
  const pz = f64x2.splat(load<f64>(swarm.z + one) - shiftZ);
  const pu = v128.load64_splat(swarm.u + one);
  const pv = v128.load64_splat(swarm.v + one);
  const pw = v128.load64_splat(swarm.w + one);
  for (let j = first; j < stop; j += 2) {
    const at = (<usize>j) << 3;
    const gone = f64x2.sub(now, v128.load(swarm.since + at));
    const uj = v128.load(swarm.u + at);
    const vj = v128.load(swarm.v + at);
    const du = f64x2.sub(pu, uj);
    const dv = f64x2.sub(pv, vj);
    const dx = f64x2.sub(f64x2.sub(px, v128.load(swarm.x + at)), f64x2.mul(gone, uj));
    const dy = f64x2.sub(f64x2.sub(py, v128.load(swarm.y + at)), f64x2.mul(gone, vj));
    let b = f64x2.add(f64x2.mul(dx, du), f64x2.mul(dy, dv));
    let a = f64x2.add(f64x2.mul(du, du), f64x2.mul(dv, dv));
    let s = f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy));
    if (d > 2) {
      const wj = v128.load(swarm.w + at);
      const dw = f64x2.sub(pw, wj);
      const dz = f64x2.sub(f64x2.sub(pz, v128.load(swarm.z + at)), f64x2.mul(gone, wj));
      b = f64x2.add(b, f64x2.mul(dz, dw));
      a = f64x2.add(a, f64x2.mul(dw, dw));
      s = f64x2.add(s, f64x2.mul(dz, dz));
    }
    const q = f64x2.div(f64x2.neg(b), a);
    const t = f64x2.mul(
      f64x2.splat(0.5),
      f64x2.sub(f64x2.add(left, f64x2.abs(q)), f64x2.abs(f64x2.sub(q, left))),
    );
    const closest = f64x2.add(s, f64x2.mul(t, f64x2.add(f64x2.mul(f64x2.splat(2), b), f64x2.mul(t, a))));
    const near = v128.and(f64x2.lt(closest, square), f64x2.lt(b, f64x2.splat(0)));
    let both = i64x2.bitmask(near);
    if (j + 1 === stop) both &= 1;
    if (both & 1)
      putMeeting(swarm, i, j, f64x2.extract_lane(s, 0), f64x2.extract_lane(b, 0), f64x2.extract_lane(a, 0));
    if (both & 2)
      putMeeting(
        swarm,
        i,
        j + 1,
        f64x2.extract_lane(s, 1),
        f64x2.extract_lane(b, 1),
        f64x2.extract_lane(a, 1),
      );
  }
}

function putMeeting(swarm: Swarm, i: i32, j: i32, s: f64, b: f64, a: f64): void {
  const time = load<f64>(swarm.since + ((<usize>i) << 3)) + meetingTime(s, b, a, swarm.square);
  if (time < 1) swarm.put(time, i, j, swarm.turnsOf(j));
}

/** Puts all events of a particle before time 1 into the queue, as if nothing else changed its velocity. */
function predict(swarm: Swarm, i: i32): void {
  const at = (<usize>i) << 3;
  const a = load<f64>(swarm.u + at);
  const b = load<f64>(swarm.v + at);
  const c = load<f64>(swarm.w + at);
  const speed = sqrt(a * a + b * b + c * c);
  swarm.fastest = max(swarm.fastest, speed);
  predictWall(swarm, i);
  // What others have gone and will go is not more than the fastest would; rounding must not hide the last.
  const left = 1 - load<f64>(swarm.since + at);
  predictPairs(swarm, i, (swarm.diameter + speed * left + swarm.fastest) * (1 + ROUNDING));
}

/** Moves a particle along its line to a time. */
function advanceTo(swarm: Swarm, i: i32, time: f64): void {
  const at = (<usize>i) << 3;
  const gone = time - load<f64>(swarm.since + at);
  for (let k = 0; k < swarm.dimension; k++) {
    const place = swarm.places(k) + at;
    store<f64>(place, load<f64>(place) + gone * load<f64>(swarm.speeds(k) + at));
  }
  store<f64>(swarm.since + at, time);
}

/** Reflects a particle at a wall. */
function reflect(swarm: Swarm, i: i32, wall: i32): void {
  const k = (-1 - wall) >> 1;
  const at = (<usize>i) << 3;
  const end = (wall & 1) === 1 ? swarm.below : swarm.above;
  store<f64>(swarm.places(k) + at, load<f64>(end + ((<usize>k) << 3)));
  const speed = swarm.speeds(k) + at;
  store<f64>(speed, -load<f64>(speed));
  swarm.turn(i);
}

/** The difference of two coordinates, along a periodic axis that to the nearest image. */
function difference(swarm: Swarm, i: i32, j: i32, k: i32): f64 {
  const places = swarm.places(k);
  const plain = load<f64>(places + ((<usize>i) << 3)) - load<f64>(places + ((<usize>j) << 3));
  if (!swarm.isPeriodic(k)) return plain;
  const length = load<f64>(swarm.lengths + ((<usize>k) << 3));
  return plain - length * floor(plain / length + 0.5);
}

/** Adds a share of a difference to the speed of one, and takes it from that of the other. */
function exchange(speeds: usize, i: i32, j: i32, change: f64): void {
  const one = speeds + ((<usize>i) << 3);
  const other = speeds + ((<usize>j) << 3);
  store<f64>(one, load<f64>(one) - change);
  store<f64>(other, load<f64>(other) + change);
}

function relative(speeds: usize, i: i32, j: i32): f64 {
  return load<f64>(speeds + ((<usize>i) << 3)) - load<f64>(speeds + ((<usize>j) << 3));
}

/** Exchanges the velocities of two particles along their line of centres. */
function collide(swarm: Swarm, i: i32, j: i32): void {
  const d = swarm.dimension;
  const dx = difference(swarm, i, j, 0);
  const dy = d > 1 ? difference(swarm, i, j, 1) : 0;
  const dz = d > 2 ? difference(swarm, i, j, 2) : 0;
  const share =
    (relative(swarm.u, i, j) * dx + relative(swarm.v, i, j) * dy + relative(swarm.w, i, j) * dz) /
    (dx * dx + dy * dy + dz * dz);
  exchange(swarm.u, i, j, share * dx);
  if (d > 1) exchange(swarm.v, i, j, share * dy);
  if (d > 2) exchange(swarm.w, i, j, share * dz);
  swarm.turn(i);
  swarm.turn(j);
}

/** Lets all events happen, in the order of their times; returns the number of collisions of pairs. */
function collisions(swarm: Swarm): i32 {
  const queue = swarm.queue;
  let number = 0;
  while (queue.size > 0) {
    const place = queue.take();
    const time = queue.timeOf(place);
    const event = queue.events + ((<usize>place) << 4);
    const particle = load<i32>(event);
    const other = load<i32>(event, 4);
    if (swarm.turnsOf(particle) !== load<i32>(event, 8)) continue;
    if (other >= 0 && swarm.turnsOf(other) !== load<i32>(event, 12)) continue;
    advanceTo(swarm, particle, time);
    if (other < 0) reflect(swarm, particle, other);
    else {
      advanceTo(swarm, other, time);
      collide(swarm, particle, other);
      number++;
      predict(swarm, other);
    }
    predict(swarm, particle);
  }
  return number;
}

/**
 * Moves particles that have been sorted into cells over a time of 1; returns the number of collisions of pairs, −1 if there was no room for an
 * event: then neither positions nor velocities have changed.
 */
export function fly(swarm: Swarm, positions: usize, velocities: usize): i32 {
  swarm.crowded = 0;
  swarm.queue.bucket = 0;
  const special = begin(swarm, velocities);
  predictMeetings(swarm);
  for (let k = 0; k < special; k++) predict(swarm, load<i32>(swarm.special + ((<usize>k) << 2)));
  const number = collisions(swarm);
  if (swarm.crowded) return -1;
  end(swarm, positions, velocities);
  return number;
}
