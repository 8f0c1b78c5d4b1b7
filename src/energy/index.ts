export { fromTerms as energyFromTerms, isLocalEnergy, scale, sum } from './compose.ts';
export type { DiscreteEnergy, DiscreteLocalEnergy } from './discreteEnergy.ts';
export type { Capabilities, Energy, LocalEnergy } from './energy.ts';
export { entropy } from './entropy.ts';
export { excludedVolume } from './excludedVolume.ts';
export { type FunctionalDefinition, functional } from './functional.ts';
export { type InteractionOptions, interaction } from './interaction.ts';
export { type InternalDefinition, internal } from './internal.ts';
export type { Domain, InternalDensity } from './internalDensity.ts';
export { logarithmicKernel } from './logarithmicKernel.ts';
export type { Curvature, NonlocalPart } from './nonlocal/nonlocalPart.ts';
export { obstacle } from './obstacle.ts';
export { type PotentialOptions, potential } from './potential.ts';
export { power } from './power.ts';
export { requireNoObstacle } from './requireNoObstacle.ts';
export type {
  Field,
  FunctionalTerm,
  InteractionTerm,
  InternalTerm,
  LocalTerm,
  ObstacleTerm,
  PotentialTerm,
  Term,
} from './term.ts';
