import type { Problem } from '../src/index.ts';
import { doubleWellProblem } from './classic/doubleWellProblem.ts';
import { ornsteinUhlenbeck } from './classic/ornsteinUhlenbeck.ts';
import { porousMedium } from './classic/porousMedium.ts';
import { example41 } from './paper/example41/example41.ts';

export * from './classic/index.ts';
export { example41 };

/** The built-in problems: the paper's examples first. */
export const problems: readonly Problem[] = [example41, porousMedium, ornsteinUhlenbeck, doubleWellProblem];
