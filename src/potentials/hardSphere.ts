import { ballVolume } from './ball.ts';
import { makePotential } from './make.ts';
import type { PairPotential } from './pairPotential.ts';

/**
 * Hard rods, disks or spheres of diameter ε: u = ∞ for r < 1, 0 beyond; α = 2, π, 4π/3.
 *
 * Source: section 3.3.
 *
 * @see [From particles to an energy, and back](/guide/particles)
 */
export function hardSphere(): PairPotential {
  return makePotential({
    name: 'hardSphere',
    u: (r) => (r < 1 ? Infinity : 0),
    force: null,
    hardCore: 1,
    cutoff: 1,
    closedForm: ballVolume,
  });
}
