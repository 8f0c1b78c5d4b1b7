export * from './density/index.ts';
export * from './energy/index.ts';
export * from './errors/index.ts';
export * from './flow/index.ts';
export * from './grid/index.ts';
export { type FaceMean, type FaceMeanName, faceMean, faceMeanNames } from './mean/index.ts';
export { fromView, view } from './field/view.ts';
export * from './verify/index.ts';
export * from './potentials/index.ts';
