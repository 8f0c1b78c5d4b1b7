import { type Refinement, refinementFigure, refinementTable } from '../../refine/index.ts';
import type { Evidence } from '../../verify/problem.ts';

/** What a refinement shows: its table, the order in a sentence, and its figure. */
export function refinementEvidence(refinement: Refinement): Evidence[] {
  const table = refinementTable(refinement);
  return [
    { kind: 'table', table },
    { kind: 'note', note: table.caption },
    { kind: 'figure', figure: refinementFigure(refinement) },
  ];
}
