import {
  CapabilityError,
  Density,
  dissipation,
  faceMean,
  type LocalEnergy,
  nextStep,
  type Solver,
} from '../../../src/index.ts';
import { requireLocalLine } from '../requirements.ts';
import { type GridMethodSettings, gridMethodSettings, type JkoSettings } from '../settings.ts';
import type { StepProblem } from '../stepProblem.ts';
import { endOf } from '../stepProblem.ts';
import { emptyIterate, type Iterate } from './iterate.ts';
import { type Solved, solveNewton, sufficientBarrier } from './solve.ts';
import { coldStart, warmStart } from './start.ts';

/** What `newton` carries from step to step. */
export interface NewtonState {
  time: number;
  index: number;
  density: Float64Array;
  /** The solved step before: its previous density and its problem; null before the first and after a failure. */
  warm: { readonly before: Float64Array; readonly barrier: number } | null;
  readonly iterate: Iterate;
}

/** Whether U is finite at the upper end of the domain: a box constraint, which needs a multiplier that `newton` has not. */
function isBoxed(energy: StepProblem['energy']): boolean {
  const [lower, upper] = energy.domain;
  if (lower > 0) return true;
  if (upper === Infinity) return false;
  const out = new Float64Array(energy.grid.size);
  energy.firstVariation(out, new Float64Array(energy.grid.size).fill(upper));
  return out[0] < Infinity;
}

/** Solves from the step before if there is one, from the previous density alone if there is none or that went wrong. */
function solveStep(
  state: NewtonState,
  problem: StepProblem,
  { tolerance, maxIterations }: GridMethodSettings,
): Solved {
  let spent = 0;
  if (state.warm !== null) {
    warmStart(state.iterate, state.warm.before, state.warm.barrier, problem);
    const solved = solveNewton(state.iterate, problem, tolerance, Math.min(maxIterations, 30));
    if (solved.status === 'converged') return solved;
    spent = solved.iterations;
  }
  coldStart(state.iterate, problem);
  const solved = solveNewton(state.iterate, problem, tolerance, maxIterations);
  return { ...solved, iterations: spent + solved.iterations };
}

/**
 * JKO steps by a primal–dual interior-point Newton method: p, m and φ unknowns, p positive and of exact mass by
 * construction, direct block-tridiagonal linear solves; see {@link jko}.
 */
export function newtonSolver(given: JkoSettings): Solver<LocalEnergy, NewtonState> {
  const settings = gridMethodSettings(given, { tolerance: 1e-9, maxIterations: 100 });
  const mean = faceMean(settings.faceMean);
  return Object.freeze({
    name: 'jko',
    method: 'newton',
    settings: { ...settings },
    init(flow) {
      requireLocalLine('jko (newton)', flow);
      if (isBoxed(flow.discrete))
        throw new CapabilityError(
          'jko (newton)',
          'densities free in [0, ∞) or an energy infinite at the bound',
          'use method: "primalDual" for box constraints',
        );
      const density = flow.initial.values.slice();
      return {
        time: 0,
        index: 0,
        density,
        warm: null,
        iterate: emptyIterate(density.length, settings.innerIntervals),
      };
    },
    step(state, flow, until) {
      const timeStep = nextStep(state.time, settings.timeStep, until);
      const problem = {
        energy: flow.discrete,
        previous: state.density,
        timeStep,
        intervals: settings.innerIntervals,
        faceMean: mean,
      };
      const { evaluation, iterations, status } = solveStep(state, problem, settings);
      const barrier = sufficientBarrier(evaluation, problem, settings.tolerance);
      const end = endOf(state.iterate.path, problem).slice();
      state.warm = status === 'converged' ? { before: state.density, barrier } : null;
      if (status !== 'failed') state.density = end;
      state.time = timeStep === until - state.time ? until : state.time + timeStep;
      state.index++;
      const { transport, primal, dual, gap, relativeGap, continuity } = evaluation;
      return {
        index: state.index,
        time: state.time,
        timeStep,
        density: new Density(flow.grid, state.density),
        energy: flow.discrete.value(state.density),
        dissipation: dissipation(state.density, flow.discrete, mean),
        transport,
        certificate: { primal, dual, gap, relativeGap, continuity },
        iterations,
        status,
        diagnostics: { decrease: evaluation.decrease },
      };
    },
  } satisfies Solver<LocalEnergy, NewtonState>);
}
