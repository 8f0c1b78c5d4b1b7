import type { Energy } from '../../energy/index.ts';
import { ArgumentError } from '../../errors/argumentError.ts';
import { callable, knownKeys, positive } from '../../errors/check.ts';
import type { GradientFlow, Solver } from '../../flow/index.ts';
import { grid } from '../../grid/index.ts';
import type { SolverAt } from '../../refine/index.ts';
import { checkEnergy, type EnergyLawName } from '../energy/checkEnergy.ts';
import { checkSolver, type SolverLawName } from '../solver/checkSolver.ts';
import { type Approach, agreementLaw, type Measured, orderLaw } from './orders.ts';

/** What {@link checkFlow} may be told. */
export interface CheckFlowOptions {
  /** The time step of the solvers, the coarsest where it is refined. */
  readonly timeStep: number;
  /** How far orders are measured over; eight time steps if not given. */
  readonly until?: number;
  /** What densities may differ by in L¹, per unit mass, where they should be the same; 1e-5 by default, which JKO steps of the usual gaps keep. */
  readonly tolerance?: number;
}

/** The laws of {@link checkFlow} that said something, all of which hold. */
export interface FlowLaws {
  readonly energy: readonly EnergyLawName[];
  /** By the names of the solvers. */
  readonly solvers: Readonly<Record<string, readonly SolverLawName[]>>;
  /** Orders in the time step, of each solver by itself and of each pair that share their discretisation in space. */
  readonly orders: readonly Measured[];
}

/** Most cells per axis of the grid on which the energy is tried. */
const FEW = 6;

/** The same box in a few cells. */
function coarsened({ axes }: GradientFlow['grid']): GradientFlow['grid'] {
  return grid(
    axes.map((a) => [a.lower, a.upper] as const),
    axes.map((a) => Math.min(a.cells, FEW)),
    { periodic: axes.map((a) => a.periodic) },
  );
}

/** How a solver approaches the flow as its time step shrinks; null if it has none. */
function approachOf<E extends Energy>(
  name: string,
  solverAt: SolverAt<E>,
  { settings }: Solver<E>,
): Approach<E> | null {
  if (typeof settings.timeStep !== 'number' || settings.adaptive === true) return null;
  const { faceMean, flux = 'central' } = settings;
  const space = typeof faceMean === 'string' ? `${faceMean}, ${String(flux)}` : null;
  return { name, solverAt, space };
}

/**
 * Checks everything that can be known of a flow and the solvers that follow it: the laws of its energy by `checkEnergy`, those of every
 * solver on it by `checkSolver` over four steps, that each converges as its time step shrinks, and that those which share their discretisation in
 * space come together. Both at first order at least: that is all that is promised from any initial density.
 *
 * @param solvers - by name, each made with a time step: `{ jko: (timeStep) => jko({ timeStep }) }`.
 * @returns the laws that said something, with the orders measured.
 * @throws LawError naming the first law that is broken, what was seen, and the call that shows it again; whatever a solver itself throws.
 * @see [In twenty lines](/guide/own-energy#in-twenty-lines)
 */
export function checkFlow<E extends Energy>(
  flow: GradientFlow<E>,
  solvers: Readonly<Record<string, SolverAt<E>>>,
  options: CheckFlowOptions,
): FlowLaws {
  knownKeys('checkFlow', options, ['timeStep', 'until', 'tolerance']);
  const timeStep = positive('timeStep', options.timeStep);
  const until = positive('until', options.until ?? 8 * timeStep);
  const tolerance = positive('tolerance', options.tolerance ?? 1e-5);
  const made = Object.entries(solvers);
  if (made.length === 0) throw new ArgumentError('solvers', solvers, 'one solver or more by name');
  const energy = checkEnergy(flow.energy, { grid: coarsened(flow.grid) });
  const laws: Record<string, readonly SolverLawName[]> = {};
  const approaches: Approach<E>[] = [];
  for (const [name, solverAt] of made) {
    const solver = callable(`solvers.${name}`, solverAt)(timeStep);
    laws[name] = checkSolver(solver, flow, { until: 4 * timeStep, tolerance });
    const approach = approachOf(name, solverAt, solver);
    if (approach !== null) approaches.push(approach);
  }
  const study = { flow, until, timeStep, tolerance };
  const orders = approaches.flatMap((a) => orderLaw(study, a));
  for (const [k, a] of approaches.entries())
    for (const b of approaches.slice(k + 1)) orders.push(...agreementLaw(study, a, b));
  return { energy, solvers: laws, orders };
}
