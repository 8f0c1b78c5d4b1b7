export { type CompareOptions, compare } from './compare.ts';
export type { ComparedRun, Comparison, RunDistance } from './comparison.ts';
export { comparisonTable } from './comparisonTable.ts';
export { type DecayRate, decayRate } from './decayRate.ts';
export { type LineFit, lineFit } from './lineFit.ts';
export { type ConvergenceOrder, orderOfConvergence } from './orderOfConvergence.ts';
export { type RelativeEnergies, relativeEnergies } from './relativeEnergies.ts';
