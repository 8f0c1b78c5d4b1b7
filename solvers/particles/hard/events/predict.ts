import type { EventQueue } from './eventQueue.ts';
import { meetingTime } from './meetingTime.ts';
import type { Swarm } from './swarm.ts';

/** Puts the first meeting of a particle with a wall into the queue, if there is one before time 1. */
export function predictWall(
  queue: EventQueue,
  { cells: { x, y, z }, u, v, w, below, above, since, turns }: Swarm,
  i: number,
): void {
  const left = 1 - since[i];
  let [earliest, other] = [left, 0];
  for (let k = 0; k < 3; k++) {
    const place = k === 0 ? x[i] : k === 1 ? y[i] : z[i];
    const speed = k === 0 ? u[i] : k === 1 ? v[i] : w[i];
    const end = place + left * speed;
    if (end >= below[k] && end <= above[k]) continue;
    // Rounding may have taken it beyond already.
    const time = Math.max(0, ((speed < 0 ? below[k] : above[k]) - place) / speed);
    if (time <= earliest) [earliest, other] = [time, speed < 0 ? -1 - 2 * k : -2 - 2 * k];
  }
  if (other < 0) queue.put(since[i] + earliest, i, other, turns[i], 0);
}

/** The cell along axis k: beyond the ends of periodic axes, not beyond walls. */
function cellAlong({ arena, cells: { shape } }: Swarm, k: number, x: number): number {
  const cell = Math.floor((x - arena.lower[k]) * (shape[k] / arena.lengths[k]));
  return arena.periodic[k] ? cell : Math.min(shape[k] - 1, Math.max(0, cell));
}

/**
 * Puts all meetings of a particle with others before time 1 into the queue, as if none would change its velocity again.
 *
 * @param reach - how far from it others began whom it may meet.
 * @param square - square of the distance at which they meet.
 */
export function predictPairs(
  queue: EventQueue,
  swarm: Swarm,
  i: number,
  reach: number,
  square: number,
): void {
  const { cells, arena } = swarm;
  const { x, y, z, shape } = cells;
  const { dimension, lengths } = arena;
  // Cells along the last axis follow one another: they are looked through in runs. Axes that are not there come first.
  const px = x[i];
  const py = y[i];
  const pz = z[i];
  let from0 = 0;
  let to0 = 0;
  let from1 = 0;
  let to1 = 0;
  if (dimension > 2) {
    from0 = cellAlong(swarm, 0, px - reach);
    to0 = cellAlong(swarm, 0, px + reach);
  }
  if (dimension > 1) {
    const middle = dimension > 2 ? py : px;
    from1 = cellAlong(swarm, dimension - 2, middle - reach);
    to1 = cellAlong(swarm, dimension - 2, middle + reach);
  }
  const end = dimension > 2 ? pz : dimension > 1 ? py : px;
  const from2 = cellAlong(swarm, dimension - 1, end - reach);
  const to2 = cellAlong(swarm, dimension - 1, end + reach);
  const n0 = dimension > 2 ? shape[0] : 1;
  const n1 = dimension > 1 ? shape[dimension - 2] : 1;
  const n2 = shape[dimension - 1];
  for (let c0 = from0; c0 <= to0; c0++) {
    const turn0 = Math.floor(c0 / n0);
    for (let c1 = from1; c1 <= to1; c1++) {
      const turn1 = Math.floor(c1 / n1);
      const row = ((c0 - turn0 * n0) * n1 + (c1 - turn1 * n1)) * n2;
      for (let c2 = from2; c2 <= to2; ) {
        const turn2 = Math.floor(c2 / n2);
        const last = Math.min(to2, turn2 * n2 + n2 - 1);
        const begin = row + c2 - turn2 * n2;
        const stop = row + last - turn2 * n2;
        if (dimension === 1) predictInRun(queue, swarm, i, begin, stop, turn2 * lengths[0], 0, 0, square);
        else if (dimension === 2)
          predictInRun(queue, swarm, i, begin, stop, turn1 * lengths[0], turn2 * lengths[1], 0, square);
        else
          predictInRun(
            queue,
            swarm,
            i,
            begin,
            stop,
            turn0 * lengths[0],
            turn1 * lengths[1],
            turn2 * lengths[2],
            square,
          );
        c2 = last + 1;
      }
    }
  }
}

/** The part of {@link predictPairs} for those that began in a run of cells, or in an image of them that is shifted. */
function predictInRun(
  queue: EventQueue,
  { cells: { starts, x, y, z }, u, v, w, since, turns }: Swarm,
  i: number,
  first: number,
  last: number,
  shiftX: number,
  shiftY: number,
  shiftZ: number,
  square: number,
): void {
  const now = since[i];
  const left = 1 - now;
  const px = x[i] - shiftX;
  const py = y[i] - shiftY;
  const pz = z[i] - shiftZ;
  const pu = u[i];
  const pv = v[i];
  const pw = w[i];
  const end = starts[last + 1];
  for (let j = starts[first]; j < end; j++) {
    const gone = now - since[j];
    const du = pu - u[j];
    const dv = pv - v[j];
    const dw = pw - w[j];
    const dx = px - x[j] - gone * u[j];
    const dy = py - y[j] - gone * v[j];
    const dz = pz - z[j] - gone * w[j];
    const b = dx * du + dy * dv + dz * dw;
    const a = du * du + dv * dv + dw * dw;
    const s = dx * dx + dy * dy + dz * dz;
    const q = -b / a;
    const t = 0.5 * (left + Math.abs(q) - Math.abs(q - left));
    if (s + t * (2 * b + t * a) >= square || b >= 0) continue;
    const time = now + meetingTime(s, b, a, square);
    if (time < 1) queue.put(time, i, j, turns[i], turns[j]);
  }
}
