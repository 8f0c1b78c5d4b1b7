export { type PairCorrelation, pairCorrelation } from './correlation/pairCorrelation.ts';
export type { PairBins } from './correlation/pairCounter.ts';
export { type Ensemble, type EnsembleOptions, ensemble } from './ensemble.ts';
export {
  type DensityEstimate,
  densityEstimate,
  type Estimate,
  type MomentEstimates,
  momentEstimates,
} from './estimates.ts';
export type { Frame } from './frame.ts';
export { type FreeEnergyEstimate, freeEnergyEstimate, freeEnergyPath } from './freeEnergy.ts';
export { hotelling, type JointDistance } from './hotelling.ts';
export type { JointEstimate } from './jackknife.ts';
export { mergeEnsembles } from './mergeEnsembles.ts';
export { microscopicFreeEnergy } from './nearest/microscopicFreeEnergy.ts';
export { type NearestNeighbourOptions, nearestNeighbourEntropy } from './nearest/nearestNeighbourEntropy.ts';
export { type EffectiveAlpha, type EffectiveAlphaOptions, effectiveAlpha } from './pair/effectiveAlpha.ts';
export { type ParticleSettings, type ParticleState, particles } from './particles.ts';
export { type RealisationOptions, realisation } from './realisation.ts';
export { rodDensity } from './rods/rodDensity.ts';
export { rodFreeEnergy } from './rods/rodFreeEnergy.ts';
export { rodPairs } from './rods/rodPairs.ts';
export { type Counted, type SamplerOptions, type SchemeName, schemeNames } from './sampler.ts';
export { type StepHalving, stepHalving } from './stepHalving.ts';
