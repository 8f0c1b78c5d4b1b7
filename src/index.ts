/**
 * The language: grids, densities, energies, gradient flows, and what is done with runs. It knows no solver.
 *
 * @module ottoflow
 */

export * from './compare/index.ts';
export * from './density/index.ts';
export * from './energy/index.ts';
export * from './errors/index.ts';
export { fromView, view } from './field/view.ts';
export * from './flow/index.ts';
export * from './grid/index.ts';
export { type FaceMean, type FaceMeanName, faceMean, faceMeanNames } from './mean/index.ts';
export * from './mobility/index.ts';
export * from './particles/index.ts';
export * from './potentials/index.ts';
export * from './refine/index.ts';
export * from './steady/index.ts';
export * from './transport/index.ts';
export * from './verify/index.ts';
