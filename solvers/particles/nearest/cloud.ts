import { ArgumentError } from '../../../src/errors/argumentError.ts';
import type { Ensemble } from '../ensemble.ts';
import { frameAt } from '../estimates.ts';

/** Points of many realisations, and the space that they are in. */
export interface Cloud {
  readonly dimension: number;
  /** Points of each realisation. */
  readonly each: number;
  /** Coordinates, realisation by realisation and point by point. */
  readonly points: Float64Array;
  /** Period of each axis; Infinity for axes that have none. */
  readonly periods: readonly number[];
  /** Logarithm of the volume of what there is of space nearer than `radius` to a place, by the largest difference of coordinates. */
  logVolume(place: Float64Array, radius: number): number;
}

/** Realisations in a cloud. */
export function realisationsOf({ points, each, dimension }: Cloud): number {
  return points.length / (each * dimension);
}

/** The N d coordinates of each realisation at the k-th time of an ensemble, realisation by realisation. */
export function keptPositions(ensemble: Ensemble, k: number): Float64Array {
  const { positions } = frameAt(ensemble, k);
  if (positions === undefined)
    throw new ArgumentError(
      'ensemble',
      ensemble.settings,
      'an ensemble made with the option keepPositions: true',
    );
  const size = positions.length;
  const all = new Float64Array(size * ensemble.realisations.length);
  positions.forEach((values, c) => {
    for (let r = 0; r < values.length; r++) all[r * size + c] = values[r];
  });
  return all;
}

/** The particles of an ensemble as points of its box. */
export function particleCloud(ensemble: Ensemble, k: number): Cloud {
  const { axes } = ensemble.grid;
  return {
    dimension: axes.length,
    each: ensemble.particles,
    points: keptPositions(ensemble, k),
    periods: axes.map(({ lower, upper, periodic }) => (periodic ? upper - lower : Infinity)),
    logVolume: (place, radius) => {
      let volume = 1;
      for (let k = 0; k < axes.length; k++) {
        const { lower, upper, periodic } = axes[k];
        volume *= periodic
          ? 2 * radius
          : Math.min(upper, place[k] + radius) - Math.max(lower, place[k] - radius);
      }
      return Math.log(volume);
    },
  };
}
