import { Lines } from './lines';
import { lookAround } from './lookAround';
import { meetingTime, ROUNDING } from './meetingTime';
import { Swarm } from './swarm';

/** Puts the first meeting of a particle with a wall into the queue, if there is one before time 1. */
export function predictWall(lines: Lines, i: i32): void {
  const at = (<usize>i) << 3;
  const now = load<f64>(lines.since + at);
  const left = 1 - now;
  let earliest = left;
  let other = 0;
  for (let k = 0; k < lines.dimension; k++) {
    const place = load<f64>(lines.places(k) + at);
    const speed = load<f64>(lines.speeds(k) + at);
    const below = load<f64>(lines.below + ((<usize>k) << 3));
    const above = load<f64>(lines.above + ((<usize>k) << 3));
    const end = place + left * speed;
    if (end >= below && end <= above) continue;
    // Rounding may have taken it beyond already.
    const time = max(0, ((speed < 0 ? below : above) - place) / speed);
    if (time <= earliest) {
      earliest = time;
      other = speed < 0 ? -1 - 2 * k : -2 - 2 * k;
    }
  }
  if (other < 0) lines.put(now + earliest, i, other);
}

/** The image of a place along an axis that is nearest to two others: as a shift would give it. */
function nearest(place: v128, others: usize, lines: Lines, k: usize): v128 {
  const turns = f64x2.floor(
    f64x2.add(
      f64x2.mul(f64x2.sub(place, v128.load(others)), v128.load64_splat(lines.perPeriod + (k << 3))),
      f64x2.splat(0.5),
    ),
  );
  return f64x2.sub(place, f64x2.mul(turns, v128.load64_splat(lines.lengths + (k << 3))));
}

/**
 * Takes note of the meetings of a particle, shifted, with those from `first` to `stop` before time 1, as if none changed its velocity again.
 */
export function predictInRun(
  lines: Lines,
  i: i32,
  first: i32,
  stop: i32,
  shiftX: f64,
  shiftY: f64,
  shiftZ: f64,
): void {
  const d = lines.dimension;
  const square = f64x2.splat(lines.square);
  const one = (<usize>i) << 3;
  const now = f64x2.splat(load<f64>(lines.since + one));
  const left = f64x2.sub(f64x2.splat(1), now);
  const x = f64x2.splat(load<f64>(lines.x + one) - shiftX);
  const y = f64x2.splat(load<f64>(lines.y + one) - shiftY);
  const z = f64x2.splat(load<f64>(lines.z + one) - shiftZ);
  const wraps = lines.wraps;
  let px = x;
  let py = y;
  let pz = z;
  const pu = v128.load64_splat(lines.u + one);
  const pv = v128.load64_splat(lines.v + one);
  const pw = v128.load64_splat(lines.w + one);
  for (let j = first; j < stop; j += 2) {
    const at = (<usize>j) << 3;
    if (wraps) {
      px = nearest(x, lines.x + at, lines, 0);
      py = nearest(y, lines.y + at, lines, 1);
      pz = nearest(z, lines.z + at, lines, 2);
    }
    const gone = f64x2.sub(now, v128.load(lines.since + at));
    const uj = v128.load(lines.u + at);
    const vj = v128.load(lines.v + at);
    const du = f64x2.sub(pu, uj);
    const dv = f64x2.sub(pv, vj);
    const dx = f64x2.sub(f64x2.sub(px, v128.load(lines.x + at)), f64x2.mul(gone, uj));
    const dy = f64x2.sub(f64x2.sub(py, v128.load(lines.y + at)), f64x2.mul(gone, vj));
    let b = f64x2.add(f64x2.mul(dx, du), f64x2.mul(dy, dv));
    let a = f64x2.add(f64x2.mul(du, du), f64x2.mul(dv, dv));
    let s = f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy));
    if (d > 2) {
      const wj = v128.load(lines.w + at);
      const dw = f64x2.sub(pw, wj);
      const dz = f64x2.sub(f64x2.sub(pz, v128.load(lines.z + at)), f64x2.mul(gone, wj));
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
      putMeeting(lines, i, j, f64x2.extract_lane(s, 0), f64x2.extract_lane(b, 0), f64x2.extract_lane(a, 0));
    if (both & 2)
      putMeeting(
        lines,
        i,
        j + 1,
        f64x2.extract_lane(s, 1),
        f64x2.extract_lane(b, 1),
        f64x2.extract_lane(a, 1),
      );
  }
}

function putMeeting(lines: Lines, i: i32, j: i32, s: f64, b: f64, a: f64): void {
  const time = load<f64>(lines.since + ((<usize>i) << 3)) + meetingTime(s, b, a, lines.square);
  if (time < 1) lines.put(time, i, j);
}

/** Takes note of the meetings of a particle with all that it may reach. */
export function predictAround(swarm: Swarm, i: i32): void {
  const at = (<usize>i) << 3;
  const a = load<f64>(swarm.u + at);
  const b = load<f64>(swarm.v + at);
  const c = load<f64>(swarm.w + at);
  const speed = sqrt(a * a + b * b + c * c);
  swarm.fastest = max(swarm.fastest, speed);
  // What others have gone and will go is not more than the fastest would; rounding must not hide the last.
  const left = 1 - load<f64>(swarm.since + at);
  lookAround(swarm, i, (swarm.diameter + speed * left + swarm.fastest) * (1 + ROUNDING), false);
}
