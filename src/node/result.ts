import type { Setting } from '../flow/solver.ts';
import type { Trajectory } from '../flow/trajectory.ts';
import type { Grid } from '../grid/grid.ts';
import type { ParameterValues } from '../verify/problem.ts';

/**
 * The state at rest at the flow's mass: the minimiser of the energy, or where that is not convex, a critical point below the start.
 *
 * @see {@link Result}
 */
export interface SteadyResult {
  readonly energy: number;
  /** Row-major cell averages. */
  readonly density: readonly number[];
}

/** A box of equal cells as it is written into results. @see {@link Result} */
export interface GridResult {
  readonly bounds: readonly (readonly [number, number])[];
  readonly cells: readonly number[];
  /** Which axes are periodic; left out where none is. */
  readonly periodic?: readonly boolean[];
}

/** One number per step, entry 0 being the initial state; null where there is none. @see {@link Result} */
export type PerStep = readonly (number | null)[];

/**
 * What `result.json` holds: a run, as plain data.
 *
 * A number that is not finite is written as null, and so is a whole list that the solver has nothing to say in.
 *
 * @see {@link writeRun}
 */
export interface Result {
  readonly problem: string;
  readonly solver: string;
  readonly method: string;
  /** Every setting of the solver. */
  readonly settings: Readonly<Record<string, Setting>>;
  /** Every parameter of the problem. */
  readonly parameters: ParameterValues;
  readonly grid: GridResult;
  readonly times: readonly number[];
  readonly energy: PerStep;
  readonly mass: PerStep;
  readonly dissipation: PerStep | null;
  /** W₂ of each step. */
  readonly transport: PerStep | null;
  /** Relative duality gap of each step. */
  readonly gap: PerStep | null;
  readonly iterations: PerStep;
  /** null where the energy has no steady state that can be computed directly. */
  readonly steady: SteadyResult | null;
  readonly snapshots: readonly { readonly time: number; readonly density: readonly number[] }[];
  readonly wallSeconds: number;
}

/** What a result says beyond its trajectory. @see {@link writeRun} */
export interface ResultContext {
  readonly problem: string;
  readonly parameters: ParameterValues;
  readonly steady: SteadyResult | null;
}

/** A grid as plain data, which {@link gridOf} makes a grid of again. */
export function gridResult(grid: Grid): GridResult {
  const bounds = grid.axes.map(({ lower, upper }) => [lower, upper] as const);
  const box = { bounds, cells: grid.shape };
  return grid.axes.some((a) => a.periodic) ? { ...box, periodic: grid.axes.map((a) => a.periodic) } : box;
}

function perStep(values: PerStep): PerStep {
  return values.map((v) => (v !== null && Number.isFinite(v) ? v : null));
}

function optional(values: PerStep): PerStep | null {
  const finite = perStep(values);
  return finite.every((v) => v === null) ? null : finite;
}

/** A trajectory as plain data. */
export function resultOf(trajectory: Trajectory, { problem, parameters, steady }: ResultContext): Result {
  const { solver, method, settings, flow, times, wallSeconds } = trajectory;
  return {
    problem,
    solver,
    method,
    settings,
    parameters,
    grid: gridResult(flow.grid),
    times,
    energy: perStep(trajectory.energy),
    mass: perStep(trajectory.mass),
    dissipation: optional(trajectory.dissipation),
    transport: optional(trajectory.transport),
    gap: optional(trajectory.gap),
    iterations: trajectory.iterations,
    steady,
    snapshots: trajectory.snapshots.map(({ time, density }) => ({
      time,
      density: Array.from(density.values),
    })),
    wallSeconds,
  };
}
