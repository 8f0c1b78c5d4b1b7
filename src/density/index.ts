export { Density } from './density.ts';
export { l1Distance, largestDifference } from './distance.ts';
export { type DensityOptions, density, indicator, uniform } from './make.ts';
export { marginal } from './marginal.ts';
export { restrict } from './restrict.ts';
