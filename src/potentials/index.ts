export { type PairPotentialDefinition, pairPotential } from './custom.ts';
export { exponential } from './exponential.ts';
export { gaussian } from './gaussian.ts';
export { hardSphere } from './hardSphere.ts';
export { isHardSphere, type PairPotential } from './pairPotential.ts';
export { powerLaw } from './powerLaw.ts';
export { repulsiveLennardJones } from './repulsiveLennardJones.ts';
export { softRamp } from './softRamp.ts';
export { yukawa } from './yukawa.ts';
