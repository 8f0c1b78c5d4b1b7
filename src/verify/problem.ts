import type { Energy } from '../energy/energy.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import { callable, finite, integer, knownKeys, positive, within } from '../errors/check.ts';
import { UnknownNameError } from '../errors/unknownNameError.ts';
import type { GradientFlow } from '../flow/gradientFlow.ts';
import type { ParticleModel } from '../particles/particleModel.ts';
import type { Check } from './check.ts';
import type { Figure, Table } from './figure.ts';

/** A number that a problem can be asked with. @see {@link problem} */
export interface Parameter {
  readonly default: number;
  readonly description: string;
  /** Smallest and largest value allowed. */
  readonly range?: readonly [number, number];
}

/** Values of a problem's parameters by name. @see {@link problem} */
export type ParameterValues = Readonly<Record<string, number>>;

/** What a verification yields: judged claims, and what to show beside them. @see {@link problem} */
export type Evidence =
  | { readonly kind: 'check'; readonly check: Check }
  | { readonly kind: 'figure'; readonly figure: Figure }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'note'; readonly note: string };

/** What a verification is given. @see {@link problem} */
export interface VerifyContext {
  readonly parameters: ParameterValues;
  readonly cells: readonly number[];
  readonly seed: number;
  /** The paper's own sizes instead of the quick ones. */
  readonly full: boolean;
  /** Says what is being done, with the fraction done in [0, 1]. */
  readonly progress: (what: string, fraction: number) => void;
  readonly signal?: AbortSignal;
}

/** How a problem is run when nothing else is said. @see {@link problem} */
export interface ProblemDefaults {
  /** Cells per axis. */
  readonly cells: readonly number[];
  readonly timeStep: number;
  readonly until: number;
  readonly saveAt: readonly number[];
}

/** What to solve: a family of gradient flows with a name, a source, and what must come out. @see {@link problem} */
export interface Problem {
  /** `paper/4.1`, or the file name of a user's module. */
  readonly name: string;
  readonly title: string;
  /** Paper and number, or author–year–title. */
  readonly source: string;
  /** A few sentences for `ottoflow info`. */
  readonly summary: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly defaults: ProblemDefaults;
  /** The flow for these parameter values on a grid with these cells per axis. */
  readonly flow: (parameters: ParameterValues, cells: readonly number[]) => GradientFlow<Energy>;
  /**
   * The particle model behind the flow, if there is one; null for parameter values without any. Its box is that of the flow's grid, or one whose
   * first axes are: then it is the marginal of the particles along these that is compared with the flow.
   */
  readonly model?: (parameters: ParameterValues) => ParticleModel | null;
  /** Runs what the problem claims; without it, a general set of checks is run. */
  readonly verify?: (context: VerifyContext) => AsyncIterable<Evidence> | Iterable<Evidence>;
}

/** A problem as written: everything but name, title, flow and a final time has a default. @see {@link problem} */
export type ProblemDefinition = Pick<Problem, 'name' | 'flow'> &
  Partial<Omit<Problem, 'defaults'>> & {
    readonly defaults: Partial<ProblemDefaults> & Pick<ProblemDefaults, 'until' | 'cells'>;
  };

function checkParameter(key: string, given: Parameter): void {
  if (given === null || typeof given !== 'object')
    throw new ArgumentError(`parameters.${key}`, given, '{ default, description, range }');
  knownKeys(`parameters.${key}`, given, ['default', 'description', 'range']);
  const { range } = given;
  if (range !== undefined && !(Array.isArray(range) && range.length === 2 && range[0] <= range[1]))
    throw new ArgumentError(`parameters.${key}.range`, range, '[smallest, largest]');
  parameterValue(`parameters.${key}.default`, given, given.default);
}

function parameterValue(argument: string, { range }: Parameter, value: unknown): number {
  return range === undefined ? finite(argument, value) : within(argument, value, range[0], range[1]);
}

function completeDefaults(given: ProblemDefinition['defaults']): ProblemDefaults {
  if (given === null || typeof given !== 'object')
    throw new ArgumentError('defaults', given, 'an object such as { cells: [200], until: 1 }');
  knownKeys('defaults', given, ['cells', 'timeStep', 'until', 'saveAt']);
  const until = positive('defaults.until', given.until);
  const { cells, timeStep = until / 300, saveAt = [until] } = given;
  if (!Array.isArray(cells) || cells.length < 1 || cells.length > 3)
    throw new ArgumentError('defaults.cells', cells, '1 to 3 numbers of cells, such as [200]');
  cells.forEach((n, k) => {
    integer(`defaults.cells[${k}]`, n, 1);
  });
  if (!Array.isArray(saveAt)) throw new ArgumentError('defaults.saveAt', saveAt, `times in [0, ${until}]`);
  saveAt.forEach((t, k) => {
    within(`defaults.saveAt[${k}]`, t, 0, until);
  });
  return { cells, until, timeStep: positive('defaults.timeStep', timeStep), saveAt };
}

/**
 * Checks and completes the definition of a problem; the default export of a problem module.
 *
 * @throws ArgumentError naming the field; UnknownNameError for a field that a problem does not have.
 * @see [Your own problem](/guide/own-problem)
 */
export function problem(definition: ProblemDefinition): Problem {
  knownKeys('problem', definition, [
    'name',
    'title',
    'source',
    'summary',
    'parameters',
    'defaults',
    'flow',
    'model',
    'verify',
  ]);
  const { name, flow, model, verify, parameters = {} } = definition;
  if (typeof name !== 'string' || name.length === 0)
    throw new ArgumentError('name', name, 'a non-empty string');
  callable('flow', flow);
  if (model !== undefined) callable('model', model);
  if (verify !== undefined) callable('verify', verify);
  if (parameters === null || typeof parameters !== 'object' || Array.isArray(parameters))
    throw new ArgumentError('parameters', parameters, '{ name: { default, description, range } }');
  for (const [key, parameter] of Object.entries(parameters)) checkParameter(key, parameter);
  return Object.freeze({
    title: name,
    source: 'user',
    summary: '',
    parameters,
    ...definition,
    defaults: completeDefaults(definition.defaults),
  });
}

/**
 * All parameters of a problem, with `given` in place of defaults.
 *
 * @throws UnknownNameError for a parameter that the problem does not have; ArgumentError for a value out of range.
 * @see [In a program](/guide/ensembles#in-a-program)
 */
export function parametersOf({ name, parameters }: Problem, given: ParameterValues = {}): ParameterValues {
  const values = Object.fromEntries(Object.entries(parameters).map(([key, p]) => [key, p.default]));
  for (const [key, value] of Object.entries(given)) {
    if (!Object.hasOwn(parameters, key))
      throw new UnknownNameError(`parameter of ${name}`, key, Object.keys(parameters));
    values[key] = parameterValue(key, parameters[key], value);
  }
  return values;
}
