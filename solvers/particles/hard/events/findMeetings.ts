import { kernelsIn } from '../../particleRoom.ts';
import type { Swarm } from './swarm.ts';

/**
 * Finds the pairs in neighbouring cells that come closer than a distance within a time of 1 if all keep their velocities, with a few too many:
 * those that are closer and go apart.
 *
 * @param out - three numbers per pair, overwritten: two places in the sorted order, and the run that gives the shift of the second. In a room, three
 * more behind them are overwritten.
 * @param square - square of the distance.
 * @returns how many pairs there are, or somewhat more if they may not fit: then not all have been written.
 */
export function findMeetings(out: Int32Array, swarm: Swarm, square: number): number {
  const { cells, u, v, w, ranges } = swarm;
  const { room, neighbours, starts } = cells;
  if (room === null || out.buffer !== u.buffer) return plainMeetings(out, swarm, square);
  return (
    kernelsIn(room).findMeetings(
      out.byteOffset,
      out.length,
      ...[cells.x, cells.y, cells.z, u, v, w, ranges].map((array) => array.byteOffset),
      starts.length - 1,
      starts.byteOffset,
      neighbours.starts.byteOffset,
      neighbours.first.byteOffset,
      neighbours.last.byteOffset,
      neighbours.shifts.byteOffset,
      square,
    ) / 3
  );
}

/** The loop behind {@link findMeetings}, for arrays anywhere. */
function plainMeetings(
  out: Int32Array,
  { cells: { neighbours, starts, x, y, z }, u, v, w }: Swarm,
  square: number,
): number {
  const { starts: runs, first, last, shifts } = neighbours;
  const room = out.length - 2;
  const cells = starts.length - 1;
  let at = 0;
  for (let c = 0; c < cells; c++) {
    const begin = starts[c];
    const end = starts[c + 1];
    if (begin === end) continue;
    for (let r = runs[c]; r < runs[c + 1]; r++) {
      const own = first[r] === c;
      const start = starts[first[r]];
      const stop = starts[last[r] + 1];
      const ax = shifts[3 * r];
      const ay = shifts[3 * r + 1];
      const az = shifts[3 * r + 2];
      for (let i = begin; i < end; i++) {
        const xi = x[i] - ax;
        const yi = y[i] - ay;
        const zi = z[i] - az;
        const ui = u[i];
        const vi = v[i];
        const wi = w[i];
        for (let j = own ? i + 1 : start; j < stop; j++) {
          const dx = xi - x[j];
          const dy = yi - y[j];
          const dz = zi - z[j];
          const du = ui - u[j];
          const dv = vi - v[j];
          const dw = wi - w[j];
          const b = dx * du + dy * dv + dz * dw;
          const a = du * du + dv * dv + dw * dw;
          const q = -b / a;
          // The time in [0, 1] at which they are closest: q clamped without a branch, which would be mispredicted half of the time.
          const t = 0.5 * (1 + Math.abs(q) - Math.abs(q - 1));
          if (dx * dx + dy * dy + dz * dz + t * (2 * b + t * a) < square) {
            if (at < room) {
              out[at] = i;
              out[at + 1] = j;
              out[at + 2] = r;
            }
            at += 3;
          }
        }
      }
    }
  }
  return at / 3;
}
