export type { ExplicitOptions, ExplicitState } from './explicit/explicit.ts';
export type { RungeKuttaOrder } from './explicit/rungeKutta.ts';
export type { Limiter } from './explicit/slope.ts';
export { type FiniteVolumeOptions, finiteVolume, finiteVolumeMethods } from './finiteVolume.ts';
export { type FaceFluxName, faceFluxNames } from './flux/index.ts';
export type { ImplicitOptions } from './implicit/implicit.ts';
