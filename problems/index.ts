/**
 * What to solve: the built-in problems, and the closed forms that some of them have.
 *
 * @module ottoflow/problems
 */

import type { Problem } from '../src/index.ts';
import { doubleWellProblem } from './classic/doubleWellProblem.ts';
import { ornsteinUhlenbeck } from './classic/ornsteinUhlenbeck.ts';
import { porousMedium } from './classic/porousMedium.ts';
import { example41 } from './paper/example41/example41.ts';
import { example42 } from './paper/example42/example42.ts';
import { example43 } from './paper/example43/example43.ts';

export * from './classic/index.ts';
export { example41, example42, example43 };

/** The built-in problems: the paper's examples first. */
export const problems: readonly Problem[] = [
  example41,
  example42,
  example43,
  porousMedium,
  ornsteinUhlenbeck,
  doubleWellProblem,
];
