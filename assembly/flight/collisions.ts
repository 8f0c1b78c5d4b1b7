import { advanceTo, collide, reflect } from './collide';
import { Group } from './group';
import { Lines } from './lines';
import { ROUNDING } from './meetingTime';
import { predictAround, predictInRun, predictWall } from './predict';
import { Swarm } from './swarm';

/** Puts all events of a particle before time 1 into the queue, as if nothing else changed its velocity. */
function predict(lines: Lines, i: i32): void {
  predictWall(lines, i);
  if (lines.grouped) predictInRun(lines, i, 0, lines.particles, 0, 0, 0);
  else predictAround(changetype<Swarm>(lines), i);
}

/** Takes note that one of a group was hit, and where it goes: nobody goes further than its range. */
function widen(group: Group, k: i32): void {
  const swarm = group.swarm;
  const i = group.memberAt(k);
  const from = (<usize>k) << 3;
  const to = (<usize>i) << 3;
  const left = 1 - load<f64>(group.since + from);
  let square: f64 = 0;
  for (let axis = 0; axis < group.dimension; axis++) {
    const end = load<f64>(group.places(axis) + from) + left * load<f64>(group.speeds(axis) + from);
    const way = end - load<f64>(swarm.places(axis) + to);
    square += way * way;
  }
  if (swarm.firstOf(i) === -1) swarm.setFirst(i, -2);
  const range = group.half + sqrt(square) * (1 + ROUNDING);
  if (range <= swarm.rangeOf(i)) return;
  store<f64>(swarm.ranges + to, range);
  swarm.widest = max(swarm.widest, range);
}

/** Lets all events happen, in the order of their times; returns the number of collisions of pairs. */
export function collisions(lines: Lines): i32 {
  const queue = lines.queue;
  const grouped = lines.grouped !== 0;
  let number = 0;
  while (queue.size > 0) {
    const place = queue.take();
    const time = queue.timeOf(place);
    const event = queue.events + ((<usize>place) << 4);
    const particle = load<i32>(event);
    const other = load<i32>(event, 4);
    if (lines.turnsOf(particle) !== load<i32>(event, 8)) continue;
    if (other >= 0 && lines.turnsOf(other) !== load<i32>(event, 12)) continue;
    advanceTo(lines, particle, time);
    if (other < 0) reflect(lines, particle, other);
    else {
      advanceTo(lines, other, time);
      collide(lines, particle, other);
      number++;
    }
    if (grouped) {
      const group = changetype<Group>(lines);
      widen(group, particle);
      if (other >= 0) widen(group, other);
    }
    if (other >= 0) predict(lines, other);
    predict(lines, particle);
  }
  return number;
}
