import fc from 'fast-check';
import { integer } from '../../errors/check.ts';
import {
  exponential,
  gaussian,
  hardSphere,
  type PairPotential,
  powerLaw,
  repulsiveLennardJones,
  softRamp,
  yukawa,
} from '../../potentials/index.ts';
import { written } from './written.ts';

/**
 * Pair potentials of finite excluded volume in dimension d: hard spheres, to which they shrink, and six soft ones.
 *
 * @see {@link particleModels}
 */
export function pairPotentials(dimension: number = 1): fc.Arbitrary<PairPotential> {
  const d = integer('dimension', dimension, 1, 3);
  const strengths = fc.integer({ min: 1, max: 50 }).map((k) => k / 10);
  const named = (make: (strength: number) => PairPotential, name: string) =>
    strengths.map((A) => written(make(A), () => `${name}(${A})`));
  return fc.oneof(
    { withCrossShrink: true },
    fc.constant(0).map(() => written(hardSphere(), () => 'hardSphere()')),
    named(softRamp, 'softRamp'),
    named(gaussian, 'gaussian'),
    named(exponential, 'exponential'),
    named(yukawa, 'yukawa'),
    named(repulsiveLennardJones, 'repulsiveLennardJones'),
    fc.integer({ min: d + 1, max: 12 }).map((k) => written(powerLaw(k), () => `powerLaw(${k})`)),
  );
}
