import type { ParticleModel } from '../../../src/particles/particleModel.ts';

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
