import fc from 'fast-check';
import type { Grid } from '../../grid/index.ts';
import { type ParticleModel, particleModel } from '../../particles/index.ts';
import { densities } from './densities.ts';
import { pairPotentials } from './pairPotentials.ts';
import { written } from './written.ts';

/** The most of the shortest axis that all particles side by side fill: they find room, in any dimension. */
const FILLED = 0.5;

/**
 * Models of a few particles in the box of a grid, with room for them: any pair potential, any initial density of mass 1, V or none.
 *
 * @see {@link gradientFlows}
 */
export function particleModels(on: Grid): fc.Arbitrary<ParticleModel> {
  const shortest = on.axes.reduce((s, a) => Math.min(s, a.upper - a.lower), Infinity);
  return fc
    .record({
      particles: fc.integer({ min: 1, max: 20 }),
      filled: fc.integer({ min: 1, max: 100 }).map((k) => (FILLED * k) / 100),
      pair: pairPotentials(on.dimension),
      initial: densities(on),
      tilt: fc.integer({ min: -5, max: 5 }),
    })
    .map(({ particles, filled, pair, initial, tilt }) => {
      const epsilon = (filled * shortest) / particles;
      const external = tilt === 0 ? null : (x: number) => tilt * x;
      const model = particleModel({ particles, epsilon, pair, initial, external });
      return written(
        model,
        () =>
          `particleModel({ particles: ${particles}, epsilon: ${epsilon}, pair: ${fc.stringify(pair)}, initial: ${fc.stringify(initial)}, external: ${tilt === 0 ? 'null' : `(x) => ${tilt} * x`} })`,
      );
    });
}
