import { type KernelRoom, pointersTo } from '../../../../src/numerics/wasm/kernelRoom.ts';
import { PAIRS } from '../../pairs/cellKernel.ts';
import { kernelsIn } from '../../particleRoom.ts';
import { bucketsFor } from './eventQueue.ts';
import type { Swarm } from './swarm.ts';

/** Events that there is room for: more than are ever waiting unless particles are crowded and steps long. */
function eventsOf(particles: number): number {
  return 1024 + 2 * particles;
}

/** Those that are in groups, if the flight is made by them, and the meetings that they begin with. */
function groupedOf(particles: number): number {
  return 1024 + (particles >> 1);
}

/** The largest group, and the events that may wait in it and their buckets. */
const GROUP = 128;
const GROUP_EVENTS = 1024;
const GROUP_BUCKETS = 4;

/** Integers of the records that the kernel reads: of a queue, of what flies, of a group. */
const RECORDS = [8, 38, 28];
/** Numbers that it wants beside them. */
const NUMBERS = 24;

/** The lengths of the arrays that {@link flightKernel} makes in a room. */
export function flightRoom(particles: number): { fields: number[]; integers: number[] } {
  const grouped = groupedOf(particles);
  const queue = (events: number, buckets: number): number[] => [buckets, events, RECORDS[0], 4 * events];
  return {
    fields: [
      ...[eventsOf(particles), GROUP_EVENTS, NUMBERS, 8 * grouped],
      ...new Array<number>(8).fill(GROUP),
    ],
    integers: [
      ...queue(eventsOf(particles), bucketsFor(particles)),
      ...queue(GROUP_EVENTS, GROUP_BUCKETS),
      ...[RECORDS[1], RECORDS[2], 6, 6 * grouped, GROUP, GROUP],
      ...[particles + PAIRS, particles, particles, particles],
    ],
  };
}

/** A queue of events: a pointer to its record. */
function queueIn(room: KernelRoom, events: number, buckets: number): number {
  const heads = room.integers(buckets).fill(-1);
  const next = room.integers(events);
  for (let k = 0; k < events; k++) next[k] = k + 1 < events ? k + 1 : -1;
  const queue = room.integers(RECORDS[0]);
  queue.set([
    ...[0, 0, buckets, heads.byteOffset, 0, next.byteOffset],
    ...[room.field(events).byteOffset, room.integers(4 * events).byteOffset],
  ]);
  return queue.byteOffset;
}

/**
 * The part of a flight between sorting particles into cells and walls that fold, in WebAssembly.
 *
 * @param groups - whether events happen group by group, of particles none of which may meet one of another group, where groups are small: what
 * they need is then at hand. Otherwise all happen in the order of their times. Both come to the same, to the bit.
 * @returns what moves positions and velocities, both made in the room, and returns the number of collisions; −1 if there was no room for
 * an event, and then they have not changed.
 */
export function flightKernel(
  swarm: Swarm,
  room: KernelRoom,
  diameter: number,
  margin: number,
  groups: boolean,
): (positions: Float64Array, velocities: Float64Array) => number {
  const { arena, cells, half, below, above } = swarm;
  const { dimension, lower, lengths, periodic } = arena;
  const { x, y, z, shape } = cells;
  const particles = x.length;
  const three = (values: ArrayLike<number>, none: number): number[] =>
    [0, 1, 2].map((k) => (k < dimension ? values[k] : none));

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
    ...three(
      lengths.map((length, k) => (periodic[k] ? 1 / length : 0)),
      0,
    ),
    ...[half, diameter, diameter * diameter, margin * margin],
  ]);
  const counts = room.integers(6);
  counts.set([...three(shape, 1), ...three(periodic.map(Number), 0)]);
  const shared = [
    ...[0, 3, 6, 9, 12, 15].map((k) => numbers.byteOffset + 8 * k),
    ...[counts.byteOffset, counts.byteOffset + 12, numbers.byteOffset + 8 * 18],
  ];

  const record = room.integers(RECORDS[1]);
  const group = room.integers(RECORDS[2]);
  const grouped = groupedOf(particles);
  record.set([
    ...[particles, dimension, ...pointersTo([x, y, z, swarm.u, swarm.v, swarm.w, swarm.since, swarm.turns])],
    ...[...shared, queueIn(room, eventsOf(particles), bucketsFor(particles)), 0, 0, 0, 0],
    ...[cells.record, ...pointersTo([swarm.ranges, room.integers(particles + PAIRS)])],
    ...pointersTo([room.integers(particles), ...[0, 1].map(() => room.integers(particles).fill(-1))]),
    ...[room.integers(6 * grouped).byteOffset, 0, grouped],
    ...[room.field(8 * grouped).byteOffset, 0, grouped, group.byteOffset, groups ? 0 : -1],
  ]);
  const field = (): Float64Array => room.field(GROUP);
  group.set([
    ...[0, dimension, ...pointersTo([field(), field(), field(), field(), field(), field(), field()])],
    ...[room.integers(GROUP).byteOffset, ...shared, queueIn(room, GROUP_EVENTS, GROUP_BUCKETS)],
    ...[1, Number(periodic.some((along) => along)), 0, 0],
    ...[record.byteOffset, room.integers(GROUP).byteOffset, field().byteOffset, GROUP],
  ]);
  const { fly } = kernelsIn(room);
  return (positions, velocities) => fly(record.byteOffset, positions.byteOffset, velocities.byteOffset);
}
