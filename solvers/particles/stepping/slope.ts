import { ArgumentError } from '../../../src/errors/argumentError.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import type { Arena } from './arena.ts';

/** Half the distance of a central difference over the length of an axis: near the cube root of the rounding unit. */
const REACH = 6e-6;

/** Writes ∂V/∂x_k of every particle to `out`, particle by particle. */
export type Slope = (out: Float64Array, positions: Float64Array) => void;

/**
 * The slope of V by central differences, one-sided within 6e-6 of a box length of its ends, V being known inside only.
 *
 * @returns null where there is no V: nothing is to be computed then.
 * Throws ArgumentError when it comes to a place where the slope is not finite.
 */
export function slopeOf({ external }: ParticleModel, { dimension, lower, lengths }: Arena): Slope | null {
  if (external === null) return null;
  const [h0, h1, h2] = lengths.map((length) => REACH * length);
  const upper = lengths.map((length, k) => lower[k] + length);

  function write(out: Float64Array, at: number, rise: number, run: number, positions: Float64Array): void {
    const value = rise / run;
    if (value - value !== 0) {
      const start = at - (at % dimension);
      throw new ArgumentError(
        `the slope of external at (${positions.subarray(start, start + dimension).join(', ')})`,
        value,
        'a finite number everywhere in the box',
      );
    }
    out[at] = value;
  }

  return (out, positions) => {
    for (let i = 0; i < positions.length; i += dimension) {
      const x = positions[i];
      const below = Math.max(lower[0], x - h0);
      const above = Math.min(upper[0], x + h0);
      if (dimension === 1) {
        write(out, i, external(above) - external(below), above - below, positions);
        continue;
      }
      const y = positions[i + 1];
      const left = Math.max(lower[1], y - h1);
      const right = Math.min(upper[1], y + h1);
      if (dimension === 2) {
        write(out, i, external(above, y) - external(below, y), above - below, positions);
        write(out, i + 1, external(x, right) - external(x, left), right - left, positions);
        continue;
      }
      const z = positions[i + 2];
      const under = Math.max(lower[2], z - h2);
      const over = Math.min(upper[2], z + h2);
      write(out, i, external(above, y, z) - external(below, y, z), above - below, positions);
      write(out, i + 1, external(x, right, z) - external(x, left, z), right - left, positions);
      write(out, i + 2, external(x, y, over) - external(x, y, under), over - under, positions);
    }
  };
}

/** The largest |∇V| at the centres of the cells of the model's grid; 0 without V. */
export function steepest(model: ParticleModel, arena: Arena): number {
  const slope = slopeOf(model, arena);
  if (slope === null) return 0;
  const { grid } = model.initial;
  const out = new Float64Array(arena.dimension);
  let largest = 0;
  for (let i = 0; i < grid.size; i++) {
    slope(out, Float64Array.from(grid.centre(i)));
    largest = Math.max(largest, Math.hypot(...out));
  }
  return largest;
}
