import { type KernelRoom, roomOf } from '../../../../src/numerics/wasm/kernelRoom.ts';
import type { Arena } from '../../stepping/arena.ts';
import { confine } from '../../stepping/confine.ts';
import { advanceTo, collide, reflect } from './collide.ts';
import { EventQueue } from './eventQueue.ts';
import { flightKernel } from './flightKernel.ts';
import { predictPairs, predictWall } from './predict.ts';
import { predictMeetings } from './predictMeetings.ts';
import { listSpecial, load, swarmOf, unload } from './swarm.ts';

/** The fastest may go so many margins in a flight; for others the way is divided into several. */
const FASTEST = 4;
/** From so many particles on, what the kernel needs is no longer at hand when events come in the order of time: it takes them group by group. */
const MANY = 2 ** 16;
/** The most flights of a step. */
const MOST = 2 ** 20;

/** How many flights, a power of two, for most particles to be slow and the fastest not too fast. */
function flightsFor(velocities: Float64Array, dimension: number, margin: number): number {
  let [largest, sum] = [0, 0];
  for (let i = 0; i < velocities.length; i++) {
    const square = velocities[i] * velocities[i];
    sum += square;
    if (square > largest) largest = square;
  }
  const typical = Math.sqrt((sum * dimension) / velocities.length);
  const wanted = Math.max(typical, Math.sqrt(dimension * largest) / FASTEST) / margin;
  return wanted > 1 ? 2 ** Math.ceil(Math.log2(wanted)) : 1;
}

function scale(velocities: Float64Array, factor: number): void {
  for (let i = 0; i < velocities.length; i++) velocities[i] *= factor;
}

/**
 * Moves hard particles with given velocities over a time of 1: elastic collisions of pairs in the order of their times, and walls reflect.
 *
 * @param positions - N d numbers in the box, particle by particle; advanced, in the box.
 * @param velocities - N d numbers, advanced.
 * @returns the number of collisions of pairs; −1 if the velocities are too large for a box of this size, and then nothing has moved.
 */
export interface Flight {
  (positions: Float64Array, velocities: Float64Array): number;
  /** Where positions and velocities are best made; null without kernels. */
  readonly room: KernelRoom | null;
}

/**
 * Prepares the {@link Flight} of N hard particles.
 *
 * Pairs that would meet on straight lines are found once, by cells out of whose neighbours no slow particle comes; for fast ones, and
 * whenever a velocity changes, all cells are looked through from which one could be met in what is left of the time. Predictions that a change has
 * made void are known by the number of turns of each particle.
 *
 * @param margin - how far a particle may go that counts as slow.
 * @param options - `kernels` as in {@link cellList}; `groups`: whether the kernel takes events group by group. Neither changes a bit.
 */
export function flightOf(
  arena: Arena,
  particles: number,
  diameter: number,
  margin: number,
  { kernels = true, groups = particles >= MANY }: { kernels?: boolean; groups?: boolean } = {},
): Flight {
  const square = diameter * diameter;
  const swarm = swarmOf(arena, particles, diameter, margin, kernels);
  const { cells, u, v, w, since, turns } = swarm;
  const { room } = cells;
  const kernel = room === null ? null : flightKernel(swarm, room, diameter, margin, groups);
  const queue = new EventQueue(particles);
  const special = new Int32Array(particles);
  let fastest = 0;

  function predict(i: number): void {
    const speed = Math.sqrt(u[i] * u[i] + v[i] * v[i] + w[i] * w[i]);
    fastest = Math.max(fastest, speed);
    predictWall(queue, swarm, i);
    // What others have gone and will go is not more than the fastest would; rounding must not hide the last.
    predictPairs(queue, swarm, i, (diameter + speed * (1 - since[i]) + fastest) * (1 + 1e-12), square);
  }

  function collisions(): number {
    let number = 0;
    while (queue.take()) {
      const { time, particle, other, turn, otherTurn } = queue;
      if (turns[particle] !== turn || (other >= 0 && turns[other] !== otherTurn)) continue;
      advanceTo(swarm, particle, time);
      if (other < 0) reflect(swarm, particle, other);
      else {
        advanceTo(swarm, other, time);
        collide(swarm, particle, other);
        number++;
        predict(other);
      }
      predict(particle);
    }
    return number;
  }

  /** The loops behind the kernel. */
  function plainFlight(positions: Float64Array, velocities: Float64Array): number {
    fastest = load(swarm, velocities);
    predictMeetings(queue, swarm, square);
    const number = listSpecial(special, swarm, margin * margin);
    for (let k = 0; k < number; k++) predict(special[k]);
    const found = collisions();
    unload(swarm, positions, velocities);
    return found;
  }

  const fly = (positions: Float64Array, velocities: Float64Array): number => {
    const flights = flightsFor(velocities, arena.dimension, margin);
    if (flights > MOST) return -1;
    if (flights > 1) scale(velocities, 1 / flights);
    const quick = roomOf(positions, velocities) === room ? kernel : null;
    let number = 0;
    for (let k = 0; k < flights; k++) {
      cells.sort(positions);
      let found = quick === null ? -1 : quick(positions, velocities);
      if (found < 0) {
        cells.sort(positions);
        found = plainFlight(positions, velocities);
      }
      number += found;
      confine(positions, arena);
    }
    if (flights > 1) scale(velocities, flights);
    return number;
  };
  return Object.assign(fly, { room });
}
