import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { fold, wrap } from '../fold.ts';

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

/** Brings positions, particle by particle, back into the box: by reflection, any number of times, or by periods. */
export function confine(positions: Float64Array, arena: Arena): void {
  const { dimension, lower, lengths, periodic } = arena;
  wrapAll(positions, arena);
  for (let k = 0; k < dimension; k++) {
    if (periodic[k]) continue;
    const a = lower[k];
    const length = lengths[k];
    for (let i = k; i < positions.length; i += dimension) positions[i] = a + fold(positions[i] - a, length);
  }
}
