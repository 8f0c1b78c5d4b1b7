import { roomOf } from '../../../src/numerics/wasm/kernelRoom.ts';
import { fold, wrap } from '../fold.ts';
import { kernelsIn } from '../particleRoom.ts';
import type { Arena } from './arena.ts';

/** Brings positions, particle by particle, back into the box along periodic axes. */
export function wrapAll(positions: Float64Array, { dimension, lower, lengths, periodic }: Arena): void {
  for (let k = 0; k < dimension; k++) {
    if (!periodic[k]) continue;
    for (let i = k; i < positions.length; i += dimension)
      positions[i] = lower[k] + wrap(positions[i] - lower[k], lengths[k]);
  }
}

const boxes = new WeakMap<Arena, Float64Array>();

/** For each axis the lower ends of it and the next, of the first behind the last, then their lengths. */
function boxOf(arena: Arena): Float64Array {
  let box = boxes.get(arena);
  if (box === undefined) {
    const { dimension: d, lower, lengths } = arena;
    box = Float64Array.from({ length: 4 * d }, (_, i) => (i & 2 ? lengths : lower)[((i >> 2) + (i & 1)) % d]);
    boxes.set(arena, box);
  }
  return box;
}

/** Brings positions, particle by particle, back into the box: by reflection, any number of times, or by periods. */
export function confine(positions: Float64Array, arena: Arena): void {
  const { dimension, lower, lengths, periodic } = arena;
  const room = roomOf(positions, positions);
  const box = periodic.includes(true) ? null : (room?.constants(boxOf(arena)) ?? null);
  if (room !== null && box !== null) {
    kernelsIn(room).confine(positions.byteOffset, positions.length, dimension, box.byteOffset);
    return;
  }
  wrapAll(positions, arena);
  for (let k = 0; k < dimension; k++) {
    if (periodic[k]) continue;
    const a = lower[k];
    const length = lengths[k];
    for (let i = k; i < positions.length; i += dimension) positions[i] = a + fold(positions[i] - a, length);
  }
}
