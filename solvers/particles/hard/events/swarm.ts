import { makersOf } from '../../../../src/numerics/wasm/kernelRoom.ts';
import { type CellList, cellList } from '../../pairs/cellList.ts';
import type { Arena } from '../../stepping/arena.ts';
import { flightRoom } from './flightKernel.ts';

/** More than the rounding of a few operations. */
const ROUNDING = 1e-12;

/** Particles on straight lines, in the sorted order of a cell list at time 0. */
export interface Swarm {
  readonly arena: Arena;
  readonly cells: CellList;
  /** Velocities along three axes; zeros along axes that are not there. */
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly w: Float64Array;
  /** Of the kernel: how far each goes in a flight, and half of their diameter. Pairs further apart than the ranges of both do not meet. */
  readonly ranges: Float64Array;
  /** Half of the diameter, and a rounding more. */
  readonly half: number;
  /** The time at which each was at the place that `cells` holds: of the last change of its velocity. */
  readonly since: Float64Array;
  /** How often the velocity of each has changed: never set back. */
  readonly turns: Int32Array;
  /** Walls: infinite along periodic axes and those that are not there. */
  readonly below: Float64Array;
  readonly above: Float64Array;
}

/**
 * A {@link Swarm} of N particles, in cells out of whose neighbours none comes that goes no further than `margin`, without positions yet.
 *
 * @param kernels - as in {@link cellList}.
 */
export function swarmOf(
  arena: Arena,
  particles: number,
  diameter: number,
  margin: number,
  kernels: boolean,
): Swarm {
  const { dimension, lower, lengths, periodic } = arena;
  const [below, above] = [-Infinity, Infinity].map((none) => new Float64Array(3).fill(none));
  for (let k = 0; k < dimension; k++) {
    if (periodic[k]) continue;
    below[k] = lower[k];
    above[k] = lower[k] + lengths[k];
  }
  const { fields, integers: others } = flightRoom(particles);
  const cells = cellList(arena, particles, diameter + 2 * margin, {
    kernels,
    fields: [...new Array<number>(5).fill(particles), ...fields],
    integers: [particles, ...others],
  });
  const { field, integers } = makersOf(cells.room);
  return {
    arena,
    cells,
    u: field(particles),
    v: field(particles),
    w: field(particles),
    ranges: field(particles),
    half: 0.5 * diameter * (1 + ROUNDING),
    since: field(particles),
    turns: integers(particles),
    below,
    above,
  };
}

/** Takes velocities, particle by particle, for a flight that begins, and the order that cells have; returns the largest speed. */
export function load(
  { arena: { dimension: d }, cells, u, v, w, since }: Swarm,
  velocities: Float64Array,
): number {
  const { order } = cells;
  since.fill(0);
  let fastest = 0;
  for (let place = 0; place < order.length; place++) {
    const i = order[place] * d;
    const a = velocities[i];
    const b = d > 1 ? velocities[i + 1] : 0;
    const c = d > 2 ? velocities[i + 2] : 0;
    u[place] = a;
    v[place] = b;
    w[place] = c;
    fastest = Math.max(fastest, Math.sqrt(a * a + b * b + c * c));
  }
  return fastest;
}

/** Writes positions at time 1, and velocities, particle by particle. */
export function unload(
  { arena: { dimension: d }, cells, u, v, w, since }: Swarm,
  positions: Float64Array,
  velocities: Float64Array,
): void {
  const { order, x, y, z } = cells;
  for (let place = 0; place < order.length; place++) {
    const i = order[place] * d;
    const left = 1 - since[place];
    positions[i] = x[place] + left * u[place];
    velocities[i] = u[place];
    if (d > 1) {
      positions[i + 1] = y[place] + left * v[place];
      velocities[i + 1] = v[place];
    }
    if (d > 2) {
      positions[i + 2] = z[place] + left * w[place];
      velocities[i + 2] = w[place];
    }
  }
}

/**
 * Lists the particles that are faster than a limit, or reach a wall within a time of 1.
 *
 * @param out - N numbers, of which the first are overwritten.
 * @param limit - square of the speed.
 * @returns how many there are.
 */
export function listSpecial(
  out: Int32Array,
  { cells: { x, y, z }, u, v, w, below, above }: Swarm,
  limit: number,
): number {
  const a = below[0];
  const b = below[1];
  const c = below[2];
  const e = above[0];
  const f = above[1];
  const g = above[2];
  let found = 0;
  for (let i = 0; i < x.length; i++) {
    const px = x[i] + u[i];
    const py = y[i] + v[i];
    const pz = z[i] + w[i];
    const fast = u[i] * u[i] + v[i] * v[i] + w[i] * w[i] > limit;
    if (fast || px < a || px > e || py < b || py > f || pz < c || pz > g) out[found++] = i;
  }
  return found;
}
