export { Density } from './density.ts';
export { l1Distance } from './distance.ts';
export { type DensityOptions, density, indicator, uniform } from './make.ts';
