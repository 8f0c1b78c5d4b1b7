export { relativeEnergy } from './relativeEnergy.ts';
export { type SteadyState, steadyState } from './steadyState.ts';
