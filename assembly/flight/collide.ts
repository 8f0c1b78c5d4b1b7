import { Lines } from './lines';

/** Moves a particle along its line to a time. */
export function advanceTo(lines: Lines, i: i32, time: f64): void {
  const at = (<usize>i) << 3;
  const gone = time - load<f64>(lines.since + at);
  for (let k = 0; k < lines.dimension; k++) {
    const place = lines.places(k) + at;
    store<f64>(place, load<f64>(place) + gone * load<f64>(lines.speeds(k) + at));
  }
  store<f64>(lines.since + at, time);
}

/** Reflects a particle at a wall. */
export function reflect(lines: Lines, i: i32, wall: i32): void {
  const k = (-1 - wall) >> 1;
  const at = (<usize>i) << 3;
  const end = (wall & 1) === 1 ? lines.below : lines.above;
  store<f64>(lines.places(k) + at, load<f64>(end + ((<usize>k) << 3)));
  const speed = lines.speeds(k) + at;
  store<f64>(speed, -load<f64>(speed));
  lines.turn(i);
}

/** The difference of two coordinates, along a periodic axis that to the nearest image. */
function difference(lines: Lines, i: i32, j: i32, k: i32): f64 {
  const places = lines.places(k);
  const plain = load<f64>(places + ((<usize>i) << 3)) - load<f64>(places + ((<usize>j) << 3));
  if (!lines.isPeriodic(k)) return plain;
  const length = load<f64>(lines.lengths + ((<usize>k) << 3));
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
export function collide(lines: Lines, i: i32, j: i32): void {
  const d = lines.dimension;
  const dx = difference(lines, i, j, 0);
  const dy = d > 1 ? difference(lines, i, j, 1) : 0;
  const dz = d > 2 ? difference(lines, i, j, 2) : 0;
  const share =
    (relative(lines.u, i, j) * dx + relative(lines.v, i, j) * dy + relative(lines.w, i, j) * dz) /
    (dx * dx + dy * dy + dz * dz);
  exchange(lines.u, i, j, share * dx);
  if (d > 1) exchange(lines.v, i, j, share * dy);
  if (d > 2) exchange(lines.w, i, j, share * dz);
  lines.turn(i);
  lines.turn(j);
}
