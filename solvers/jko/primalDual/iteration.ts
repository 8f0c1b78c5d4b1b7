import type { BoxProblem } from '../box/boxProblem.ts';
import { type FixedPointMap, fixedPointMap } from './fixedPointMap.ts';
import { movement, squaredLength } from './movement.ts';
import { adapted, firstDualSteps, type StepSizes, stepSizes } from './stepSizes.ts';
import { emptyVariables, type Variables } from './variables.ts';

// Over-relaxation in [1, 2): 1.8 saves about a third of the iterations against 1.
const RELAXATION = 1.8;

// Step sizes are adapted when the residual has fallen by the first factor, or by the second and grows again, or at the latest
// after this part of all iterations.
const SUFFICIENT = 0.5;
const NECESSARY = 0.8;
const LATEST = 0.36;

/** A primal–dual iteration for one step problem. */
export interface Iteration {
  readonly variables: Variables;
  readonly map: FixedPointMap;
  /** One iteration, in place. */
  advance(): void;
}

/**
 * The over-relaxed primal–dual hybrid gradient iteration from `variables`, with step sizes that are adapted block by block whenever
 * the fixed-point residual ‖T z − z‖ has fallen enough, to how far primal and dual variables have moved since the last time.
 */
export function primalDualIteration(variables: Variables, problem: BoxProblem): Iteration {
  const { grid } = problem.energy;
  const map = fixedPointMap(problem);
  const next = emptyVariables(grid, problem.intervals);
  const anchor = emptyVariables(grid, problem.intervals);
  anchor.all.set(variables.all);
  let sizes: StepSizes = stepSizes(firstDualSteps(problem), problem);
  let iterations = 0;
  let since = 0;
  let first = 0;
  let before = Infinity;

  function adapt(): void {
    const moved = movement(next, anchor, grid.size);
    sizes = stepSizes(adapted(sizes.dual, moved, grid.dimension), problem);
    anchor.all.set(next.all);
    since = 0;
  }

  /** Whether the residual, a squared length, says that it is time to adapt. */
  function isTime(residual: number): boolean {
    if (since === 0) return false;
    const fallen = residual <= SUFFICIENT ** 2 * first;
    const turned = residual <= NECESSARY ** 2 * first && residual > before;
    return fallen || turned || since >= LATEST * iterations;
  }

  return {
    variables,
    map,
    advance() {
      map.apply(next, variables, sizes);
      iterations++;
      const residual = squaredLength(movement(next, variables, grid.size), sizes);
      if (since === 0) first = residual;
      const now = variables.all;
      for (let k = 0; k < now.length; k++) now[k] += RELAXATION * (next.all[k] - now[k]);
      if (isTime(residual)) adapt();
      else since++;
      before = residual;
    },
  };
}
