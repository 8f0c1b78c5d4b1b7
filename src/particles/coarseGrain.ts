import { fromTerms } from '../energy/compose.ts';
import type { LocalEnergy } from '../energy/energy.ts';
import { CapabilityError } from '../errors/capabilityError.ts';
import { knownKeys, oneOf } from '../errors/check.ts';
import { carnahanStarling } from './closures/carnahanStarling.ts';
import type { Closure } from './closures/closure.ts';
import { hypernettedChain } from './closures/hypernettedChain.ts';
import { scaledParticle } from './closures/scaledParticle.ts';
import { secondVirial } from './closures/secondVirial.ts';
import { thirdVirial } from './closures/thirdVirial.ts';
import { tonks } from './closures/tonks.ts';
import { idealTerms } from './nonInteracting.ts';
import type { ParticleModel } from './particleModel.ts';

/** Names of the closures that {@link coarseGrain} knows. */
export type ClosureName =
  | 'secondVirial'
  | 'thirdVirial'
  | 'hypernettedChain'
  | 'scaledParticle'
  | 'carnahanStarling'
  | 'tonks';

const closures: Readonly<Record<ClosureName, Closure>> = {
  secondVirial,
  thirdVirial,
  hypernettedChain,
  scaledParticle,
  carnahanStarling,
  tonks,
};

/** All closures, the paper's first. @see {@link coarseGrain} */
export const closureNames: readonly ClosureName[] = [
  'secondVirial',
  'thirdVirial',
  'hypernettedChain',
  'scaledParticle',
  'carnahanStarling',
  'tonks',
];

/**
 * The closures that fit the pair potential and the dimension of a model, the paper's first.
 *
 * @see [From particles to an energy, and back](/guide/particles)
 */
export function closuresFor(model: ParticleModel): ClosureName[] {
  return closureNames.filter((name) => closures[name].fits(model));
}

/** What {@link coarseGrain} may be told. */
export interface CoarseGrainOptions {
  /** `secondVirial` unless given. */
  readonly closure?: ClosureName;
}

/**
 * The macroscopic free energy of a particle model, ∫ p log p + p ψ(p) + V p dx, per particle.
 *
 * The closure chooses ψ: `secondVirial`, the paper's ½ α_u (N − 1) ε^d p; `thirdVirial`, one order more;
 * `hypernettedChain`, good at any density of soft particles;
 * `scaledParticle` and, nearer still, `carnahanStarling`, equations of state good at any fluid density, for hard disks and spheres; `tonks`, exact for a
 * uniform fluid of hard rods. The last three are finite below close packing only, `hypernettedChain` up
 * to the densest fluid that was solved, and their domain says so.
 *
 * @throws CapabilityError if the closure does not fit the potential or the dimension, naming those that do;
 * DivergentIntegralError if α_u is infinite.
 * Source: (1.7), (2.5).
 * @see [From particles to an energy, and back](/guide/particles)
 */
export function coarseGrain(model: ParticleModel, options: CoarseGrainOptions = {}): LocalEnergy {
  knownKeys('coarseGrain', options, ['closure']);
  const name = oneOf('closure', options.closure ?? 'secondVirial', closureNames);
  const closure = closures[name];
  if (!closure.fits(model))
    throw new CapabilityError(
      `the closure "${name}"`,
      `${closure.scope}, but the model has ${model.pair.name} in dimension ${model.box.length}`,
      `closures that fit: ${closuresFor(model).join(', ')}`,
    );
  return fromTerms(name, [...idealTerms(model), ...closure.excess(model)]);
}
