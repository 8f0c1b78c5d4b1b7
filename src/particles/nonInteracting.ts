import { fromTerms } from '../energy/compose.ts';
import type { LocalEnergy } from '../energy/energy.ts';
import { entropy } from '../energy/entropy.ts';
import { potential } from '../energy/potential.ts';
import type { LocalTerm } from '../energy/term.ts';
import type { ParticleModel } from './particleModel.ts';

/** The terms ∫ p log p + ∫ V p that every description of a model has. */
export function idealTerms({ external }: ParticleModel): readonly LocalTerm[] {
  return external === null ? entropy().terms : [...entropy().terms, ...potential(external).terms];
}

/**
 * The free energy of the model without its pair potential, ∫ p log p + V p; its flow is (1.4).
 *
 * Source: (1.3) for a product of one-particle densities, per particle.
 *
 * @see {@link coarseGrain}
 */
export function nonInteracting(model: ParticleModel): LocalEnergy {
  return fromTerms('nonInteracting', idealTerms(model));
}
