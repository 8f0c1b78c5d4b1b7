export { relativeEnergy } from './relativeEnergy.ts';
export { type SteadyOptions, type SteadyState, steadyState } from './steadyState.ts';
export type { Uniqueness } from './uniqueness.ts';
