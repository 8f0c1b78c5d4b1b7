import { checkOverBox } from '../../../solvers/particles/overBox.ts';
import { ArgumentError, OttoflowError, ProblemModuleError } from '../../errors/index.ts';
import { flowOf, modelOf } from '../../verify/flowOf.ts';
import { type ParameterValues, type Problem, parametersOf } from '../../verify/problem.ts';
import { type Assignment, parameterIn } from '../parse.ts';
import type { SolverSubject } from '../world.ts';

/** Options that say what is computed, whatever computes it. */
export interface FlowOptions {
  readonly cells?: readonly number[];
  readonly until?: number;
  readonly saveAt?: readonly number[];
  readonly set?: readonly Assignment[];
}

/** When a run ends, and when it keeps densities. */
export interface Times {
  readonly until: number;
  readonly saveAt: readonly number[];
}

/** The times that a run is asked for. @throws ArgumentError for a time to save at that is not reached. */
export function timesOf({ defaults }: Problem, { until = defaults.until, saveAt }: FlowOptions): Times {
  const late = saveAt?.find((t) => t > until);
  if (late !== undefined) throw new ArgumentError('--save-at', late, `times in [0, ${until}]`);
  return { until, saveAt: saveAt ?? defaults.saveAt.filter((t) => t <= until) };
}

/** The parameters of a problem after `--set`, and what is left for the solver. */
export function splitAssignments(
  problem: Problem,
  assignments: readonly Assignment[],
): { parameters: ParameterValues; rest: readonly Assignment[] } {
  const mine = assignments.filter(({ key }) => key in problem.parameters);
  const given = Object.fromEntries(mine.map((a) => [a.key, parameterIn(a)] as const));
  return { parameters: parametersOf(problem, given), rest: assignments.filter((a) => !mine.includes(a)) };
}

/** The cells per axis asked for; one number stands for every axis. @throws ArgumentError for the wrong number of axes. */
export function cellsOf({ defaults }: Problem, given: readonly number[] | undefined): readonly number[] {
  if (given === undefined) return defaults.cells;
  if (given.length === 1) return defaults.cells.map(() => given[0]);
  if (given.length !== defaults.cells.length)
    throw new ArgumentError(
      '--cells',
      given.join(','),
      `one number, or one per axis (${defaults.cells.length})`,
    );
  return given;
}

/** Calls a user's function; what it throws is said to come from there. */
function called<T>(problem: Problem, what: string, f: () => T): T {
  try {
    return f();
  } catch (cause) {
    if (cause instanceof OttoflowError) throw cause;
    const error = new ProblemModuleError(`${problem.name}: ${what} threw ${String(cause)}`);
    error.cause = cause;
    throw error;
  }
}

/** The flow of a problem, and the model behind it. @throws ArgumentError for what is none, or where the grid of the flow is not over the model's box or its first axes; ProblemModuleError for what else they throw. */
export function subjectOf(
  problem: Problem,
  parameters: ParameterValues,
  cells: readonly number[],
): SolverSubject {
  const flow = called(problem, 'flow(parameters, cells)', () => flowOf(problem, parameters, cells));
  const model = called(problem, 'model(parameters)', () => modelOf(problem, parameters));
  if (model !== null) checkOverBox('the grid of the flow', flow.grid, model);
  return { flow, model };
}
