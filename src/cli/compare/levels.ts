import {
  compareRefinedAsync,
  type RefinedComparison,
  type RefinedIn,
  refinedComparisonFigure,
  refinedComparisonTables,
  type SolverAt,
} from '../../refine/index.ts';
import type { Evidence, Problem } from '../../verify/problem.ts';
import { type CommandSettings, makeSolver, type SolverChoice } from '../run/solver.ts';
import { subjectOf } from '../run/subject.ts';
import type { Output } from '../terminal/output.ts';
import { labelOf } from './label.ts';

/** What is compared on finer and finer levels. */
export interface LevelStudy extends CommandSettings {
  readonly problem: Problem;
  readonly parameters: Readonly<Record<string, number>>;
  readonly cells: readonly number[];
  readonly until: number;
  readonly timeStep: number;
  readonly levels: number;
  readonly in: RefinedIn;
  readonly signal: AbortSignal;
}

/** The tables and the figure of a refined comparison. */
function levelEvidence(found: RefinedComparison): Evidence[] {
  const figure = refinedComparisonFigure(found);
  return [
    ...refinedComparisonTables(found).map((table): Evidence => ({ kind: 'table', table })),
    ...(figure === null ? [] : [{ kind: 'figure' as const, figure }]),
  ];
}

/** Follows a problem by several solvers on finer and finer levels, and says how fast they come together, in words and one event per level. */
export async function compareLevels(
  choices: readonly SolverChoice[],
  study: LevelStudy,
  to: Output,
): Promise<Evidence[]> {
  const {
    problem,
    parameters,
    options,
    assignments,
    cells,
    timeStep,
    until,
    levels,
    in: direction,
    signal,
  } = study;
  const subject = subjectOf(problem, parameters, cells);
  const solverAt =
    (choice: SolverChoice): SolverAt =>
    (step) =>
      makeSolver(choice, subject, problem, { ...options, timeStep: step }, assignments, true);
  const solvers = Object.fromEntries(
    choices.map((choice) => [labelOf(solverAt(choice)(timeStep)), solverAt(choice)]),
  );
  const found = await compareRefinedAsync((n) => subjectOf(problem, parameters, n).flow, solvers, {
    in: direction,
    levels,
    until,
    cells,
    timeStep,
    timed: true,
    onProgress: (what, fraction) => to.progress.update(fraction, what),
    signal,
  });
  to.progress.stop();
  for (const level of found.levels) to.emit({ event: 'level', ...level });
  for (const pair of found.pairs) to.emit({ event: 'agreement', ...pair });
  return levelEvidence(found);
}
