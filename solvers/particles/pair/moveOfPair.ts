import { uniformAt } from '../random/streams.ts';
import type { Scheme } from '../stepping/steppingSampler.ts';
import { normalQuantiles } from './normalQuantiles.ts';
import { radiusIn, type Shells } from './shells.ts';

/** What one sub-step makes of an isolated pair, by the shell that its separation is in. */
export interface MoveOfPair {
  /** Share of the pairs of shell i that come to shell j, in row i; those that go beyond the last are in the last. */
  readonly shares: Float64Array;
  /** Mean of |r′|² less that of the same pair without interaction. */
  readonly excess: Float64Array;
}

/** Permutes in place, by the uniform numbers at (step, first), (step, first + 1), … */
function shuffle(order: Int32Array, seed: number, realisation: number, step: number, first: number): void {
  for (let k = order.length - 1; k > 0; k--) {
    const j = Math.floor((k + 1) * uniformAt({ seed, realisation }, step, first + k));
    [order[k], order[j]] = [order[j], order[k]];
  }
}

/**
 * The scheme's own sub-step, made by many pairs from each shell: places in the shell and all components of both displacements run
 * through equally probable values, in random combinations (a Latin hypercube), so that drift and variance without interaction are exact.
 *
 * @param samples - pairs per shell.
 * @param replicate - names the random numbers, with the seed.
 */
export function moveOfPair(
  { move }: Scheme,
  shells: Shells,
  timeStep: number,
  samples: number,
  seed: number,
  replicate: number,
): MoveOfPair {
  const { dimension: d, number, width } = shells;
  const normals = normalQuantiles(samples);
  const orders = Array.from({ length: 2 * d + 1 }, () => Int32Array.from({ length: samples }, (_, k) => k));
  const positions = new Float64Array(2 * d);
  const displacement = new Float64Array(2 * d);
  const shares = new Float64Array(number * number);
  const excess = new Float64Array(number);
  const deviation = Math.sqrt(timeStep);
  for (let i = 0; i < number; i++) {
    orders.forEach((order, o) => {
      shuffle(order, seed, replicate, i, o * samples);
    });
    for (let k = 0; k < samples; k++) {
      const r = radiusIn(shells, i, (orders[2 * d][k] + 0.5) / samples);
      positions.fill(0);
      positions[0] = r;
      let free = 0;
      for (let c = 0; c < d; c++) {
        const difference = deviation * normals[orders[c][k]];
        const centre = deviation * normals[orders[d + c][k]];
        displacement[c] = centre + difference;
        displacement[d + c] = centre - difference;
        free += ((c === 0 ? r : 0) + 2 * difference) ** 2;
      }
      move(positions, displacement, timeStep);
      let square = 0;
      for (let c = 0; c < d; c++) square += (positions[c] - positions[d + c]) ** 2;
      excess[i] += (square - free) / samples;
      const j = Math.min(number - 1, Math.floor(Math.sqrt(square) / width));
      shares[i * number + j] += 1 / samples;
    }
  }
  return { shares, excess };
}
