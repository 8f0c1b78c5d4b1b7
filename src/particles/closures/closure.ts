import type { LocalTerm } from '../../energy/term.ts';
import type { ParticleModel } from '../particleModel.ts';

/**
 * A way to close the hierarchy for the one-particle density p: the interaction part ∫ p ψ(n) dx of the free energy per
 * particle, with ψ the excess free energy per particle of a uniform fluid of number density n = (N − 1) p.
 *
 * Why N − 1 and not N, at every order: a particle meets N − 1 others, so that one particle alone has no excess; the
 * leading term is then the paper's (1.7); and for rods in a box, where Z = (L − (N − 1)ε)^N/N!, it makes the uniform
 * state exact for every N.
 */
export interface Closure {
  /** What models it is for, to complete "needs …". */
  readonly scope: string;
  readonly fits: (model: ParticleModel) => boolean;
  readonly excess: (model: ParticleModel) => readonly LocalTerm[];
}

/** (N − 1) σ^d: how much room, in cubes of their diameter σ, the other hard particles of a model take up. */
export function crowding({ particles, epsilon, pair, box }: ParticleModel): number {
  return (particles - 1) * (pair.hardCore * epsilon) ** box.length;
}
