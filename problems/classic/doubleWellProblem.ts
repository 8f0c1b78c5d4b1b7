import { type Problem, problem } from '../../src/index.ts';
import { doubleWell } from './doubleWell.ts';

/** Fokker–Planck with excluded volume in a double well on a square, put to the general checks. @see {@link problems} */
export const doubleWellProblem: Problem = problem({
  name: 'classic/double-well',
  title: 'Fokker–Planck with excluded volume in a double well',
  source: 'none: a benchmark',
  summary:
    'The flow of ∫ p log p + p²/4 + Vp on the unit square, V = (16 (x − ¼)(x − ¾))² + 8 (y − ½)², from a bump beside the ' +
    'left well: quick to fill that well, slow over the barrier.',
  defaults: { cells: [48, 48], timeStep: 1e-3, until: 0.02, saveAt: [0, 0.005, 0.01, 0.02] },
  flow: (_, cells) => doubleWell(cells),
});
