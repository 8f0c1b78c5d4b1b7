import type { Density } from '../../src/index.ts';

/** First and second moments of a density. */
export interface Moments {
  /** The centre of mass, d coordinates. */
  readonly centre: readonly number[];
  /** ∫|x − centre|² p dx over the mass, with cells at their centres: h²/12 per axis too small, at every time. */
  readonly variance: number;
}

/** The {@link Moments} of a density. */
export function moments({ grid, values, mass }: Density): Moments {
  const weight = grid.cellVolume / mass;
  const centre = grid.axes.map(() => 0);
  for (let i = 0; i < values.length; i++)
    for (const [k, x] of grid.centre(i).entries()) centre[k] += weight * values[i] * x;
  let variance = 0;
  for (let i = 0; i < values.length; i++)
    for (const [k, x] of grid.centre(i).entries()) variance += weight * values[i] * (x - centre[k]) ** 2;
  return { centre, variance };
}
