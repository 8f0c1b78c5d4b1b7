import type { Energy, GradientFlow } from '../../../src/index.ts';
import type { LinearSolve } from '../../linear/conjugateGradients.ts';
import { boxProblem, boxWorkspace, solveFrom } from '../box/boxNewton.ts';
import type { BoxProblem } from '../box/boxProblem.ts';
import type { GridMethodSettings } from '../settings.ts';
import type { Path } from '../stepProblem.ts';
import { loadIterate } from './loadIterate.ts';
import { polish } from './polish.ts';
import { type SaddleOperator, saddleOperator } from './saddleOperator.ts';
import { saddleSolver } from './saddleSolver.ts';

/** A solved step: its problem, and p^j and φ^j at the solution. */
export interface Solution {
  readonly problem: BoxProblem;
  readonly path: Path;
}

/** What all steps that are linearised with one grid and number of intervals share: one iterate, one factorisation. */
export interface TangentWorkspace {
  /** Solves the step of length τ from a density, to rounding. @throws what {@link polish} throws. */
  solve(previous: Float64Array, timeStep: number): Solution;
  /** Loads a solution, and factorises, unless it is there already; returns its linearised optimality conditions. */
  load(solution: Solution): SaddleOperator;
  /** x = M⁻¹ b for the solution that is loaded; overwrites b. */
  readonly solveSaddle: (x: Float64Array, b: Float64Array, operator: SaddleOperator) => LinearSolve;
}

/** The workspace of a flow. */
export function tangentWorkspace(flow: GradientFlow<Energy>, settings: GridMethodSettings): TangentWorkspace {
  const box = boxWorkspace(flow, settings.innerIntervals);
  const { iterate: it } = box;
  const solver = saddleSolver(flow.grid, settings.innerIntervals, box.system);
  let loaded: { readonly solution: Solution; readonly operator: SaddleOperator } | null = null;
  return {
    solve(previous, timeStep) {
      const problem = boxProblem(previous, flow, timeStep, settings);
      loaded = null;
      // How well this went is not asked: what counts is whether the optimality conditions can be solved from where it ended.
      solveFrom(box, problem, settings);
      const path = { density: it.density.slice(), potential: it.potential.slice() };
      polish(path, it, problem, solver);
      return { problem, path };
    },
    load(solution) {
      if (loaded?.solution === solution) return loaded.operator;
      const { path, problem } = solution;
      loadIterate(it, path.density, path.potential, problem);
      solver.update(it);
      const operator = saddleOperator(it, problem);
      loaded = { solution, operator };
      return operator;
    },
    solveSaddle: (x, b, operator) => solver.solve(x, b, operator),
  };
}
