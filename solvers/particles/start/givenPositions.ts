import { ArgumentError } from '../../../src/errors/argumentError.ts';
import type { Arena } from '../stepping/arena.ts';
import type { Start } from './start.ts';

/** The first pair that is closer than a distance, plainly, for an error message; null if there is none. */
function closePair(
  positions: Float64Array,
  { dimension: d, lengths, periodic }: Arena,
  diameter: number,
): readonly [number, number] | null {
  for (let i = 0; i < positions.length / d; i++)
    for (let j = 0; j < i; j++) {
      let square = 0;
      for (let k = 0; k < d; k++) {
        const apart = Math.abs(positions[i * d + k] - positions[j * d + k]);
        square += (periodic[k] ? Math.min(apart, lengths[k] - apart) : apart) ** 2;
      }
      if (square < diameter * diameter) return [j, i];
    }
  return null;
}

/**
 * A copy of positions that a caller gives, particle by particle.
 *
 * @param overlaps - how many pairs overlap.
 * @throws ArgumentError for a wrong number of coordinates, one outside of the box, or a pair that overlaps.
 */
export function checkPositions(
  positions: Float64Array,
  particles: number,
  arena: Arena,
  diameter: number,
  overlaps: (positions: Float64Array) => number,
): Float64Array {
  const { dimension: d, lower, lengths } = arena;
  if (!(positions instanceof Float64Array) || positions.length !== particles * d)
    throw new ArgumentError(
      'positions',
      positions,
      `a Float64Array of ${particles * d} coordinates, N times d`,
    );
  const copy = positions.slice();
  copy.forEach((x, i) => {
    const k = i % d;
    if (!(x >= lower[k] && x <= lower[k] + lengths[k]))
      throw new ArgumentError(`positions[${i}]`, x, `a number in [${lower[k]}, ${lower[k] + lengths[k]}]`);
  });
  if (overlaps(copy) > 0) {
    const pair = closePair(copy, arena, diameter);
    const which = pair === null ? '' : `; ${pair[0]} and ${pair[1]} overlap`;
    throw new ArgumentError('positions', positions, `places at least ${diameter} apart${which}`);
  }
  return copy;
}

/** The {@link Start} from positions that are given. */
export function startFrom(positions: Float64Array): Start {
  return (state) => state.set(positions);
}
