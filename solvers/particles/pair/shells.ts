import { sphereSurface } from '../../../src/potentials/ball.ts';

/** Shells of equal width about the origin of R^d: shell i is where i w ≤ r < (i + 1) w. */
export interface Shells {
  readonly dimension: number;
  readonly width: number;
  readonly number: number;
  readonly volumes: Float64Array;
}

/** {@link Shells} of at most `width` that divide `inner` evenly and reach to `outer`. */
export function shellsTo(dimension: number, inner: number, outer: number, width: number): Shells {
  const own = inner / Math.ceil(inner / width);
  const number = Math.ceil(outer / own);
  const surface = sphereSurface(dimension) / dimension;
  const volumes = Float64Array.from(
    { length: number },
    (_, i) => surface * (((i + 1) * own) ** dimension - (i * own) ** dimension),
  );
  return { dimension, width: own, number, volumes };
}

/** The distance below which a share of the volume of shell i lies. */
export function radiusIn({ dimension: d, width }: Shells, i: number, share: number): number {
  const below = i ** d;
  return width * (below + share * ((i + 1) ** d - below)) ** (1 / d);
}
