import type { Problem } from '../src/index.ts';

/** The built-in problems: the paper's examples first. */
export const problems: readonly Problem[] = [];
