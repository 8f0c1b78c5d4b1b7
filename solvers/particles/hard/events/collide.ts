import type { Swarm } from './swarm.ts';

/** Moves a particle along its line to a time. */
export function advanceTo({ cells: { x, y, z }, u, v, w, since }: Swarm, i: number, time: number): void {
  const gone = time - since[i];
  x[i] += gone * u[i];
  y[i] += gone * v[i];
  z[i] += gone * w[i];
  since[i] = time;
}

/** Reflects a particle at a wall, which it is put upon: −1 − 2k is the lower wall of axis k, −2 − 2k the upper. */
export function reflect(swarm: Swarm, i: number, wall: number): void {
  const { cells, u, v, w, turns, below, above } = swarm;
  const k = (-1 - wall) >> 1;
  const places = k === 0 ? cells.x : k === 1 ? cells.y : cells.z;
  const speeds = k === 0 ? u : k === 1 ? v : w;
  places[i] = (wall & 1) === 1 ? below[k] : above[k];
  speeds[i] = -speeds[i];
  turns[i]++;
}

/** The difference of two coordinates, along a periodic axis that to the nearest image. */
function nearest(difference: number, k: number, { arena: { lengths, periodic } }: Swarm): number {
  return periodic[k] ? difference - lengths[k] * Math.floor(difference / lengths[k] + 0.5) : difference;
}

/** Exchanges the velocities of two particles along their line of centres: an elastic collision of equal masses. */
export function collide(swarm: Swarm, i: number, j: number): void {
  const { arena, cells, u, v, w, turns } = swarm;
  const { x, y, z } = cells;
  const dx = nearest(x[i] - x[j], 0, swarm);
  const dy = arena.dimension > 1 ? nearest(y[i] - y[j], 1, swarm) : 0;
  const dz = arena.dimension > 2 ? nearest(z[i] - z[j], 2, swarm) : 0;
  const share =
    ((u[i] - u[j]) * dx + (v[i] - v[j]) * dy + (w[i] - w[j]) * dz) / (dx * dx + dy * dy + dz * dz);
  u[i] -= share * dx;
  v[i] -= share * dy;
  w[i] -= share * dz;
  u[j] += share * dx;
  v[j] += share * dy;
  w[j] += share * dz;
  turns[i]++;
  turns[j]++;
}
