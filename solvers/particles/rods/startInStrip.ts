import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { fillUniform, type Stream } from '../random/streams.ts';
import type { RodBox } from './rodBox.ts';

/** Writes the points (not sorted) to which the rods of an initial state reduce. */
export type RodStart = (points: Float64Array, stream: Stream) => void;

/**
 * Rods thrown into [a, b] independently and uniformly, given that none overlap: exactly, N uniform points in
 * [a, b − (N − 1) ε].
 *
 * @throws ArgumentError if N rods do not fit.
 */
export function startInStrip({ particles, epsilon }: RodBox, [a, b]: readonly [number, number]): RodStart {
  const free = b - a - (particles - 1) * epsilon;
  if (!(free > 0))
    throw new ArgumentError(
      'particles',
      particles,
      `fewer rods: (N − 1) ε must be less than the ${b - a} of the initial strip`,
    );
  return (points, stream) => {
    fillUniform(points, stream, 0);
    for (let i = 0; i < points.length; i++) points[i] = a + free * points[i];
  };
}
