import { ArgumentError } from '../../../src/errors/argumentError.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import type { Arena } from '../stepping/arena.ts';
import { cellDraw } from './cellDraw.ts';
import { occupancy } from './occupancy.ts';
import type { Start } from './start.ts';

/** Random numbers of throw k of each particle are those of step THROWS + k. */
const THROWS = 0x40000000;
/** Throws of a particle before it is said not to fit. */
const MOST = 20000;

/**
 * Hard particles thrown from the initial density of a model one after another, each until it overlaps none: a state to begin Metropolis
 * sweeps with, for the law is not that of particles conditioned on no overlap.
 *
 * The start throws ArgumentError if a particle finds no place; disks jam when they fill 55 %, spheres 38 % of space.
 */
export function placeOneByOne({ initial, particles }: ParticleModel, arena: Arena, diameter: number): Start {
  const d = arena.dimension;
  const draw = cellDraw(initial);
  return (positions, stream) => {
    const { put, energyAt } = occupancy(arena, positions, diameter, () => Infinity);
    for (let i = 0; i < particles; i++) {
      const own = positions.subarray(i * d, (i + 1) * d);
      let throws = 0;
      do {
        if (throws === MOST)
          throw new ArgumentError(
            'particles',
            particles,
            `fewer hard particles: after ${i} no room was found in ${MOST} throws from the initial density`,
          );
        draw(own, stream, THROWS + throws, i * (d + 1));
        throws++;
      } while (energyAt(own) > 0);
      put(i);
    }
  };
}
