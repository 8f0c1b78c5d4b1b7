import { type Density, density, type Grid, type ParticleModel } from '../../../../src/index.ts';

/** e^{−V} of unit mass on a grid; uniform without V. */
export function boltzmann(on: Grid, external: ParticleModel['external']): Density {
  return density(on, external === null ? () => 1 : (...x) => Math.exp(-external(...x)), { mass: 1 });
}
