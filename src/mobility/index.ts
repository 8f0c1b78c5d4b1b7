export { linearMobility } from './linear.ts';
export { type MobilityDefinition, mobility } from './make.ts';
export type { Mobility } from './mobility.ts';
export { requireLinearMobility } from './require.ts';
export { saturating } from './saturating.ts';
