import type { KernelRoom } from '../../../../src/numerics/wasm/kernelRoom.ts';
import { kernelsIn } from '../../particleRoom.ts';
import { bucketsFor } from './eventQueue.ts';
import type { Swarm } from './swarm.ts';

/** Events that there is room for: more than are ever waiting unless particles are crowded and steps long. */
function eventsOf(particles: number): number {
  return 1024 + 2 * particles;
}

/** Pointers and integers of the two records that the kernel reads, and how many numbers it wants beside them. */
const RECORDS = [8, 40];
const NUMBERS = 20;

/** The lengths of the arrays that {@link flightKernel} makes in a room. */
export function flightRoom(particles: number): { fields: number[]; integers: number[] } {
  const events = eventsOf(particles);
  return {
    fields: [events, NUMBERS],
    integers: [bucketsFor(particles), events, 4 * events, ...RECORDS, 6, particles + 320, particles],
  };
}

/**
 * The part of a flight between sorting particles into cells and walls that fold, in WebAssembly.
 *
 * @returns what moves positions and velocities, both made in the room, and returns the number of collisions; −1 if there was no room for
 * an event, and then they have not changed.
 */
export function flightKernel(
  swarm: Swarm,
  room: KernelRoom,
  diameter: number,
  margin: number,
): (positions: Float64Array, velocities: Float64Array) => number {
  const { arena, cells, half, below, above } = swarm;
  const { dimension, lower, lengths, periodic } = arena;
  const { x, y, z, neighbours, shape } = cells;
  const particles = x.length;
  const three = (values: ArrayLike<number>, none: number): number[] =>
    [0, 1, 2].map((k) => (k < dimension ? values[k] : none));

  const events = eventsOf(particles);
  const heads = room.integers(bucketsFor(particles)).fill(-1);
  const next = room.integers(events);
  for (let k = 0; k < events; k++) next[k] = k + 1 < events ? k + 1 : -1;
  const queue = room.integers(RECORDS[0]);
  queue.set([
    ...[0, 0, heads.length, heads.byteOffset, 0, next.byteOffset],
    ...[room.field(events).byteOffset, room.integers(4 * events).byteOffset],
  ]);

  const numbers = room.field(NUMBERS);
  numbers.set([
    ...three(lower, 0),
    ...three(lengths, 1),
    ...three(
      shape.map((n, k) => n / lengths[k]),
      1,
    ),
    ...below,
    ...above,
    ...[half, diameter, diameter * diameter, margin * margin],
  ]);
  const number = (k: number): number => numbers.byteOffset + 8 * k;
  const counts = room.integers(6);
  counts.set([...three(shape, 1), ...three(periodic.map(Number), 0)]);

  const record = room.integers(RECORDS[1]);
  const arrays = [
    ...[x, y, z, swarm.u, swarm.v, swarm.w],
    ...[cells.order, cells.placeCells, cells.starts],
    ...[neighbours.starts, neighbours.first, neighbours.last, neighbours.images, neighbours.shifts],
    ...[cells.packed, swarm.ranges, swarm.since, swarm.turns],
    ...[...cells.found, room.integers(particles + 320), room.integers(particles)],
  ];
  record.set([
    particles,
    dimension,
    ...arrays.map((array) => array.byteOffset),
    ...[0, 3, 6, 9, 12].map(number),
    counts.byteOffset,
    counts.byteOffset + 12,
    number(15),
    0,
    queue.byteOffset,
  ]);
  const { fly } = kernelsIn(room);
  return (positions, velocities) => fly(record.byteOffset, positions.byteOffset, velocities.byteOffset);
}
