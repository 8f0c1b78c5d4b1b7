import type { FaceWeights } from '../flux/index.ts';
import type { System } from './system.ts';

/** Faces that are weighed at a time: few enough that their weights are still at hand when they are used. */
export const RUN = 512;

/**
 * Weighs the faces between cells left + i and right + i, 0 ≤ i < count, at the densities p and potentials ψ, run by run, and calls `visit` with each run
 * and its weights, which the next one overwrites.
 */
export function eachWeighedRun(
  { flux, weights }: Pick<System, 'flux' | 'weights'>,
  p: Float64Array,
  psi: Float64Array,
  left: number,
  right: number,
  count: number,
  visit: (weights: FaceWeights, done: number, length: number) => void,
): void {
  for (let done = 0; done < count; done += RUN) {
    const length = Math.min(RUN, count - done);
    flux.weigh(weights, p, psi, left + done, right + done, length);
    visit(weights, done, length);
  }
}
