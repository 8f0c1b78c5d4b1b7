export type { LevelCost, LevelOptions } from './begin.ts';
export { type CompareRefinedOptions, compareRefined, compareRefinedAsync } from './compareRefined.ts';
export { type RefinementError, refinementErrors } from './distance.ts';
export { type RefinedIn, refinedIn } from './ladder.ts';
export type { ExactDensity, Reference, RunReference, SolverAt } from './reference.ts';
export { type RefineOptions, refine, refineAsync } from './refine.ts';
export type {
  ComparedBy,
  ComparedLevel,
  PairOrder,
  RefinedComparison,
  RunCost,
} from './refinedComparison.ts';
export { refinedComparisonFigure } from './refinedComparisonFigure.ts';
export { refinedComparisonTables } from './refinedComparisonTables.ts';
export type { Refinement, RefinementLevel } from './refinement.ts';
export { refinementFigure } from './refinementFigure.ts';
export { refinementTable } from './refinementTable.ts';
export type { FlowAt, RefineStart, RefineSubject } from './subject.ts';
