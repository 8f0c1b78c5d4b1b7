/**
 * What to solve: the built-in problems, and the closed forms that some of them have.
 *
 * @module ottoflow/problems
 */

import type { Problem } from '../src/index.ts';
import { aggregationDiffusion } from './classic/aggregationDiffusion.ts';
import { barenblattCube, barenblattSquare } from './classic/barenblattBoxes.ts';
import { congestion } from './classic/congestion.ts';
import { doubleWellProblem } from './classic/doubleWellProblem.ts';
import { heat } from './classic/heat.ts';
import { kellerSegelLine, kellerSegelPlane } from './classic/kellerSegel.ts';
import { metastability } from './classic/metastability.ts';
import { ornsteinUhlenbeck } from './classic/ornsteinUhlenbeck.ts';
import { porousMedium, porousMediumDrift } from './classic/porousMedium.ts';
import { quadraticAggregation } from './classic/quadraticAggregation.ts';
import { coarseGraining } from './paper/coarseGraining/coarseGraining.ts';
import { example41 } from './paper/example41/example41.ts';
import { example42 } from './paper/example42/example42.ts';
import { example43 } from './paper/example43/example43.ts';
import { example44 } from './paper/example44/example44.ts';
import { scalingLimits } from './paper/scalingLimits/scalingLimits.ts';
import { uniqueness } from './paper/uniqueness/uniqueness.ts';

export * from './classic/index.ts';
export { twoHardRods } from './paper/coarseGraining/hardRods.ts';
export { twoSoftRods } from './paper/coarseGraining/softRods.ts';
export type { TwoParticles } from './paper/coarseGraining/twoParticles.ts';
export { coarseGraining, example41, example42, example43, example44, scalingLimits, uniqueness };

/**
 * The built-in problems: the paper's examples first.
 *
 * @example
 * ```ts
 * import { problems } from 'ottoflow/problems';
 *
 * for (const { name, title } of problems.slice(0, 2)) console.log(`${name}: ${title}`);
 * ```
 * ```text
 * paper/4.1: Example 4.1: convergence rate
 * paper/4.2: Example 4.2: hard disks in a quadratic potential
 * ```
 */
export const problems: readonly Problem[] = [
  example41,
  example42,
  example43,
  example44,
  uniqueness,
  coarseGraining,
  scalingLimits,
  heat,
  ornsteinUhlenbeck,
  porousMedium,
  barenblattSquare,
  barenblattCube,
  porousMediumDrift,
  quadraticAggregation,
  aggregationDiffusion,
  kellerSegelLine,
  kellerSegelPlane,
  congestion,
  metastability,
  doubleWellProblem,
];
