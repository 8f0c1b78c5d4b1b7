import type { Evidence } from '../../../src/index.ts';

/** Something that the paper shows or says, and what has become of it here. */
export interface Reproduced {
  /** `Figure 2(b), densities at t = 0.05, 0.1`. */
  readonly what: string;
  readonly outcome: 'yes' | 'in part' | 'no';
  /** By what, or why not. */
  readonly how: string;
}

/** What of an example is reproduced, what is not, and why: the first thing of its section. */
export function reproductionTable(example: string, rows: readonly Reproduced[]): Evidence {
  return {
    kind: 'table',
    table: {
      id: 'reproduction',
      title: `What is reproduced of ${example}`,
      caption: 'What the paper shows and says, against what follows below.',
      columns: ['in the paper', 'reproduced', 'how, or why not'],
      rows: rows.map(({ what, outcome, how }) => [what, outcome, how]),
    },
  };
}
