import { roomOf } from '../../../src/numerics/wasm/kernelRoom.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { fold, wrap } from '../fold.ts';
import { kernelsIn } from '../particleRoom.ts';

/** The box of a model, axis by axis: walls that reflect centres, or periodic axes. */
export interface Arena {
  /** d. */
  readonly dimension: number;
  readonly lower: Float64Array;
  readonly lengths: Float64Array;
  readonly periodic: readonly boolean[];
}

/** The {@link Arena} of a model. */
export function arenaOf({ box, initial }: ParticleModel): Arena {
  return {
    dimension: box.length,
    lower: Float64Array.from(box, ([lower]) => lower),
    lengths: Float64Array.from(box, ([lower, upper]) => upper - lower),
    periodic: initial.grid.axes.map((axis) => axis.periodic),
  };
}

/** Brings positions, particle by particle, back into the box along periodic axes. */
export function wrapAll(positions: Float64Array, { dimension, lower, lengths, periodic }: Arena): void {
  for (let k = 0; k < dimension; k++) {
    if (!periodic[k]) continue;
    for (let i = k; i < positions.length; i += dimension)
      positions[i] = lower[k] + wrap(positions[i] - lower[k], lengths[k]);
  }
}

const boxes = new WeakMap<Arena, Float64Array>();

/** Lower end and length along each axis, one after the other. */
function boxOf(arena: Arena): Float64Array {
  let box = boxes.get(arena);
  if (box === undefined) {
    box = Float64Array.from(
      { length: 2 * arena.dimension },
      (_, i) => (i % 2 === 0 ? arena.lower : arena.lengths)[i >> 1],
    );
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
    kernelsIn(room).confine(positions.byteOffset, positions.length / dimension, dimension, box.byteOffset);
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
