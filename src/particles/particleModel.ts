import { Density } from '../density/density.ts';
import type { Field } from '../energy/term.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import { callable, integer, knownKeys, positive } from '../errors/check.ts';
import type { Bounds, Grid } from '../grid/grid.ts';
import { ballVolume } from '../potentials/ball.ts';
import type { PairPotential } from '../potentials/pairPotential.ts';

/**
 * N Brownian particles (1.5) in a box with reflecting walls, or periodic axes where the grid of the initial density
 * has them: the one object from which the microscopic and the macroscopic descriptions both come.
 *
 * @see {@link particleModel}
 */
export interface ParticleModel {
  /** Number of particles N ≥ 1. */
  readonly particles: number;
  /** Range ε > 0 of the pair potential; the diameter of hard particles. */
  readonly epsilon: number;
  readonly pair: PairPotential;
  /** External potential V, null for none. */
  readonly external: Field | null;
  /** Where the centres of particles may be: walls reflect centres, not surfaces. */
  readonly box: readonly Bounds[];
  /** One-particle density at time zero (of unit mass), before conditioning on no overlap. */
  readonly initial: Density;
}

/** What {@link particleModel} takes. */
export type ParticleModelDefinition = Omit<ParticleModel, 'external' | 'box'> & {
  /** V(x), finite in the box; none unless given. */
  readonly external?: Field | null;
  /** The box of the initial density's grid; only to state it again. */
  readonly box?: readonly Bounds[];
};

/** Densest packings of R^d by equal balls. */
const DENSEST = [1, Math.PI / Math.sqrt(12), Math.PI / Math.sqrt(18)];

function checkRoom(particles: number, diameter: number, { axes }: Grid): void {
  const d = axes.length;
  // Centres fill the box, so between walls the particles themselves fill one that is wider by half a diameter all round.
  const room = axes.reduce(
    (volume, { lower, upper, periodic }) => volume * (upper - lower + (periodic ? 0 : diameter)),
    1,
  );
  const volume = d === 1 ? diameter : ballVolume(d) * (diameter / 2) ** d;
  const most = Math.floor((DENSEST[d - 1] * room) / volume);
  if (particles > most)
    throw new ArgumentError(
      'particles',
      particles,
      `at most ${most} hard particles of diameter ${diameter} fit into this box`,
    );
}

/**
 * Makes a {@link ParticleModel}.
 *
 * @param definition - `particles` N ≥ 1, `epsilon` ε > 0, `pair` such as `hardSphere()`, `initial` of unit mass on a grid
 * whose box, with its periodic axes, is the particles' box, and perhaps `external` V.
 * @throws ArgumentError naming the field: also if N hard particles cannot fit into the box.
 * Source: section 2.1.
 * @see [From particles to an energy, and back](/guide/particles)
 */
export function particleModel(definition: ParticleModelDefinition): ParticleModel {
  knownKeys('particleModel', definition, ['particles', 'epsilon', 'pair', 'external', 'box', 'initial']);
  const particles = integer('particles', definition.particles, 1);
  const epsilon = positive('epsilon', definition.epsilon);
  const { pair, initial, external = null } = definition;
  if (typeof pair?.u !== 'function' || typeof pair.excludedVolume !== 'function')
    throw new ArgumentError(
      'pair',
      pair,
      'a pair potential, such as hardSphere(), yukawa() or pairPotential({ u })',
    );
  if (!(initial instanceof Density)) throw new ArgumentError('initial', initial, 'a Density');
  const { grid } = initial;
  if (Math.abs(initial.mass - 1) > 1e-9)
    throw new ArgumentError('initial.mass', initial.mass, '1: a probability density');
  const box = grid.axes.map((axis): Bounds => [axis.lower, axis.upper]);
  const stated = definition.box ?? box;
  if (stated.length !== box.length || stated.some(([a, b], k) => a !== box[k][0] || b !== box[k][1]))
    throw new ArgumentError('box', stated, `the box of the initial density's grid, ${JSON.stringify(box)}`);
  if (external !== null) {
    callable('external', external);
    for (let i = 0; i < grid.size; i++) {
      const x = grid.centre(i);
      const value: unknown = external(...x);
      if (typeof value !== 'number' || !Number.isFinite(value))
        throw new ArgumentError(`external(${x.join(', ')})`, value, 'a finite number everywhere in the box');
    }
  }
  if (pair.hardCore > 0) checkRoom(particles, pair.hardCore * epsilon, grid);
  return Object.freeze({ particles, epsilon, pair, external, box: Object.freeze(box), initial });
}
