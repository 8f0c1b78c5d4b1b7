import { meetingTime } from './meetingTime';
import { Swarm } from './swarm';

/** Pairs are looked at when there are more than these, while what they need is at hand. */
const ENOUGH: i32 = 256;

/** Of a pair at time 0: square of the distance, product of the differences of places and velocities, square of that of velocities. */
let gap: f64 = 0;
let approach: f64 = 0;
let pace: f64 = 0;

function compare(swarm: Swarm, k: usize): void {
  const cells = swarm.cells;
  const i = (<usize>load<u32>(cells.whose + k)) << 3;
  const j = (<usize>load<u32>(cells.others + k)) << 3;
  const shift = cells.shifts + 24 * <usize>load<u32>(swarm.inImage + k);
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
  const whose = swarm.cells.whose;
  const others = swarm.cells.others;
  const end = (<usize>found) << 2;
  let kept: usize = 0;
  // Those that come close are moved to the front without a branch, which would be mispredicted half of the time.
  for (let k: usize = 0; k < end; k += 4) {
    compare(swarm, k);
    const q = -approach / pace;
    const t = 0.5 * (1 + abs(q) - abs(q - 1));
    const close = gap + t * (2 * approach + t * pace) < square;
    store<i32>(whose + kept, load<i32>(whose + k));
    store<i32>(others + kept, load<i32>(others + k));
    store<i32>(swarm.inImage + kept, load<i32>(swarm.inImage + k));
    kept += (<usize>close) << 2;
  }
  for (let k: usize = 0; k < kept; k += 4) {
    compare(swarm, k);
    const time = meetingTime(gap, approach, pace, square);
    const other = load<i32>(others + k);
    if (time < 1) swarm.put(time, load<i32>(whose + k), other);
  }
}

/** Puts into the queue the meetings in neighbouring cells if all keep their velocities. */
export function predictMeetings(swarm: Swarm): void {
  const d = swarm.dimension;
  const x = swarm.x;
  const y = swarm.y;
  const z = swarm.z;
  const cells = swarm.cells;
  const starts = cells.starts;
  const whose = cells.whose;
  const others = cells.others;
  const packed = cells.packed;
  let found = 0;
  for (let i = 0; i < swarm.particles; i++) {
    const cell = load<i32>(cells.placeCells + ((<usize>i) << 2));
    const own = cells.runs + ((<usize>cell) << 2);
    const behind = load<i32>(own, 4);
    const at = (<usize>i) << 3;
    const mine = i32x4.splat(i);
    const range = v128.load64_splat(swarm.ranges + at);
    for (let r = load<i32>(own); r < behind; r++) {
      const run = (<usize>r) << 2;
      const from = load<i32>(cells.first + run);
      let j = from === cell ? i + 1 : load<i32>(starts + ((<usize>from) << 2));
      const stop = load<i32>(starts + ((<usize>load<i32>(cells.last + run)) << 2), 4);
      const image = load<i32>(cells.images + run);
      const shift = cells.shifts + 24 * <usize>image;
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
        v128.store(whose + to, mine);
        v128.store(others + to, i32x4.add(i32x4.splat(j), v128.load(packed + ((<usize>inside) << 4))));
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
