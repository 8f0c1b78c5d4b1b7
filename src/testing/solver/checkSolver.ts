import { Density } from '../../density/index.ts';
import type { Energy } from '../../energy/index.ts';
import { ArgumentError } from '../../errors/argumentError.ts';
import { positive } from '../../errors/check.ts';
import type { GradientFlow, Solver } from '../../flow/index.ts';
import { type Choice, chosenLaws } from '../forAll.ts';
import { domain, mass, ownership, steps } from './bookkeeping.ts';
import { contractionL1, contractionW2 } from './contraction.ts';
import { certificates, energyDecrease, energyDissipation, energyValue } from './energetics.ts';
import { constantPotential, mirrorSymmetry, reproducibility, restart, steadyState } from './invariance.ts';
import type { SolverLaw } from './law.ts';
import { lowerBound, optimality } from './optimality.ts';
import { observed } from './runs.ts';

/** A name of a law about solvers. @see {@link checkSolver} */
export type SolverLawName =
  | 'steps'
  | 'mass'
  | 'domain'
  | 'ownership'
  | 'energy value'
  | 'energy decrease'
  | 'energy dissipation'
  | 'certificates'
  | 'lower bound'
  | 'optimality'
  | 'reproducibility'
  | 'restart'
  | 'steady state'
  | 'mirror symmetry'
  | 'constant potential'
  | 'L¹ contraction'
  | 'W₂ contraction';

const laws: Readonly<Record<SolverLawName, SolverLaw>> = {
  steps,
  mass,
  domain,
  ownership,
  'energy value': energyValue,
  'energy decrease': energyDecrease,
  'energy dissipation': energyDissipation,
  certificates,
  'lower bound': lowerBound,
  optimality,
  reproducibility,
  restart,
  'steady state': steadyState,
  'mirror symmetry': mirrorSymmetry,
  'constant potential': constantPotential,
  'L¹ contraction': contractionL1,
  'W₂ contraction': contractionW2,
};

function isLawName(name: string): name is SolverLawName {
  return Object.hasOwn(laws, name);
}

/** The names of the laws of {@link checkSolver}, in the order in which they are checked. */
export const solverLawNames: readonly SolverLawName[] = Object.keys(laws).filter(isLawName);

/** What {@link checkSolver} may be told. */
export interface CheckSolverOptions extends Choice<SolverLawName> {
  /** How far to run, > 0: some five steps are enough to find what is wrong. */
  readonly until: number;
  /** What densities may differ by in L¹, per unit mass, where they should be the same; 1e-9 by default. */
  readonly tolerance?: number;
  /** A steady state of the flow on its grid; found by bisection for local energies if not given. */
  readonly steadyState?: Density;
  /** Whether L¹ contraction is expected where it is not shown: backward Euler with a monotone flux has it anyhow; false by default. */
  readonly contraction?: boolean;
}

/**
 * Checks the laws that a solver must obey on a flow: times and statuses, mass to 1e-12, densities in their domain,
 * results that stay as they were returned, energies that decrease (with the transport spent, where steps report it),
 * duality gaps and the lower bounds behind them, the discrete (2.10) at the end of JKO steps, one answer to each step, the same bits again, steady
 * states that stay, mirror images, constants in V, W₂ contraction where the energy is λ-convex along geodesics, and L¹ contraction where steps are monotone.
 *
 * @returns the names of the laws that said something about this solver and flow, all of which hold.
 * @throws LawError naming the first law that is broken and what was seen; whatever the solver itself throws.
 * @see [Testing laws](/guide/testing-laws)
 */
export function checkSolver<E extends Energy>(
  solver: Solver<E>,
  flow: GradientFlow<E>,
  options: CheckSolverOptions,
): SolverLawName[] {
  const known = ['until', 'tolerance', 'steadyState', 'contraction'];
  const chosen = chosenLaws('checkSolver', options, known, solverLawNames);
  const { tolerance = 1e-9, contraction: contracting = false } = options;
  const steady = options.steadyState ?? null;
  if (steady !== null && !(steady instanceof Density && steady.grid.equals(flow.grid)))
    throw new ArgumentError('steadyState', steady, 'a Density on the grid of the flow');
  const until = positive('until', options.until);
  const common = {
    solver,
    flow,
    until,
    tolerance: positive('tolerance', tolerance),
    steadyState: steady,
    contraction: contracting,
    run: observed(solver, flow, until),
  };
  const checked: SolverLawName[] = [];
  for (const name of chosen) {
    const subject = { ...common, law: name };
    if (!laws[name].applies(subject)) continue;
    laws[name].verify(subject);
    checked.push(name);
  }
  return checked;
}
