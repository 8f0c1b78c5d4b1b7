import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import type { Stream } from '../random/streams.ts';
import { cellDraw } from './cellDraw.ts';

/** Writes the positions of an initial state, particle by particle. */
export type Start = (positions: Float64Array, stream: Stream) => void;

/** Particles thrown independently from the initial density of a model. */
export function startIndependent({ initial, box }: ParticleModel): Start {
  const d = box.length;
  const draw = cellDraw(initial);
  return (positions, stream) => {
    for (let i = 0, index = 0; i < positions.length; i += d, index += d + 1)
      draw(positions.subarray(i, i + d), stream, 0, index);
  };
}
