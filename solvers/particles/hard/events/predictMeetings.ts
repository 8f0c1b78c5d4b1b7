import type { EventQueue } from './eventQueue.ts';
import { meetingTime } from './meetingTime.ts';
import type { Swarm } from './swarm.ts';

/**
 * Puts the meetings of pairs in neighbouring cells before time 1 into the queue, as if all kept their velocities.
 *
 * @param square - square of the distance at which they meet.
 */
export function predictMeetings(
  queue: EventQueue,
  { cells: { neighbours, placeCells, starts, x, y, z }, u, v, w, turns }: Swarm,
  square: number,
): void {
  const { starts: runs, first, last, images, shifts } = neighbours;
  for (let i = 0; i < x.length; i++) {
    const c = placeCells[i];
    for (let r = runs[c]; r < runs[c + 1]; r++) {
      const image = 3 * images[r];
      const xi = x[i] - shifts[image];
      const yi = y[i] - shifts[image + 1];
      const zi = z[i] - shifts[image + 2];
      const stop = starts[last[r] + 1];
      for (let j = first[r] === c ? i + 1 : starts[first[r]]; j < stop; j++) {
        const dx = xi - x[j];
        const dy = yi - y[j];
        const dz = zi - z[j];
        const du = u[i] - u[j];
        const dv = v[i] - v[j];
        const dw = w[i] - w[j];
        const b = dx * du + dy * dv + dz * dw;
        const a = du * du + dv * dv + dw * dw;
        const time = meetingTime(dx * dx + dy * dy + dz * dz, b, a, square);
        if (time < 1) queue.put(time, i, j, turns[i], turns[j]);
      }
    }
  }
}
