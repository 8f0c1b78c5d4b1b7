export {
  type ClosureName,
  type CoarseGrainOptions,
  closureNames,
  closuresFor,
  coarseGrain,
} from './coarseGrain.ts';
export { meanField } from './meanField.ts';
export { nonInteracting } from './nonInteracting.ts';
export { type ParticleModel, type ParticleModelDefinition, particleModel } from './particleModel.ts';
