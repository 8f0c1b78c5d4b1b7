import type { Energy } from '../energy/energy.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import type { GradientFlow } from '../flow/gradientFlow.ts';
import { type ParameterValues, type Problem, parametersOf } from '../verify/problem.ts';
import type { Resolution } from './ladder.ts';

/** The flow on a grid with these cells per axis. @see {@link refine} */
export type FlowAt<E extends Energy = Energy> = (cells: readonly number[]) => GradientFlow<E>;

/** What is refined: a flow on any grid, or a problem. @see {@link refine} */
export type RefineSubject<E extends Energy = Energy> = FlowAt<E> | Problem;

/**
 * Where a study begins, and when its runs end; for a problem, what is not given is what the problem says.
 *
 * @see {@link refine}
 */
export interface RefineStart {
  /** The time at which errors are measured. */
  readonly until?: number;
  /** Cells per axis of the coarsest level. */
  readonly cells?: readonly number[];
  /** Time step of the coarsest level. */
  readonly timeStep?: number;
  /** Parameters of a problem. */
  readonly parameters?: ParameterValues;
}

/** A study that is complete but for its levels. */
export interface Started<E extends Energy> extends Resolution {
  readonly flowAt: FlowAt<E>;
  readonly until: number;
}

function given<T>(argument: string, value: T | undefined): T {
  if (value === undefined)
    throw new ArgumentError(argument, value, 'a value, which only a problem brings along: see `refine`');
  return value;
}

/** What a study begins with. @throws ArgumentError for what neither the options nor a problem says. */
export function startOf<E extends Energy>(
  subject: RefineSubject<E>,
  { until, cells, timeStep, parameters }: RefineStart,
): Started<E> {
  if (typeof subject === 'function') {
    if (parameters !== undefined)
      throw new ArgumentError('parameters', parameters, 'nothing where the subject is not a problem');
    return {
      flowAt: subject,
      until: given('until', until),
      cells: given('cells', cells),
      timeStep: given('timeStep', timeStep),
    };
  }
  if (typeof subject?.flow !== 'function')
    throw new ArgumentError(
      'subject',
      subject,
      'a problem, or a function of cells per axis that makes a flow',
    );
  const { defaults, flow } = subject;
  const values = parametersOf(subject, parameters);
  return {
    // A problem does not say in its type which energies its flow has; a solver that cannot take them says so when it begins.
    flowAt: (n) => flow(values, n) as GradientFlow<E>,
    until: until ?? defaults.until,
    cells: cells ?? defaults.cells,
    timeStep: timeStep ?? defaults.timeStep,
  };
}
