import type { Setting } from '../../src/flow/solver.ts';
import type { ParticleModel } from '../../src/particles/particleModel.ts';
import { digest } from './digest.ts';

/** Where a pair potential is looked at: 160 distances up to ten times its range. */
const DISTANCES = Array.from({ length: 160 }, (_, k) => (k + 1) / 16);

/**
 * What tells a model from others, as plain data: its numbers, and digests of the values that its functions take.
 *
 * V is looked at in the centres of the cells of the initial density, u at 160 distances: functions that agree there pass for the same.
 */
export function modelIdentity(model: ParticleModel): Readonly<Record<string, Setting>> {
  const { particles, epsilon, pair, external, box, initial } = model;
  const { grid } = initial;
  const centres = Array.from({ length: grid.size }, (_, i) => grid.centre(i));
  return Object.freeze({
    particles,
    epsilon,
    pair: pair.name,
    pairValues: digest(DISTANCES.map(pair.u)),
    externalValues: external === null ? null : digest(centres.map((x) => external(...x))),
    box: box.flat(),
    periodic: grid.axes.map((axis) => Number(axis.periodic)),
    initialCells: grid.shape,
    initialValues: digest(initial.values),
  });
}
