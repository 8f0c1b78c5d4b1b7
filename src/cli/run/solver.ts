import { ArgumentError, UnknownNameError } from '../../errors/index.ts';
import type { Setting, Solver } from '../../flow/solver.ts';
import type { Problem } from '../../verify/problem.ts';
import { type Assignment, settingIn } from '../parse.ts';
import type { SolverFamily, SolverSubject } from '../world.ts';

/** What was asked for with options that are settings of solvers under another name. */
export interface SettingOptions {
  readonly timeStep?: number;
  readonly faceMean?: string;
  readonly seed?: number;
  readonly realisations?: number;
}

/** A family and one of its methods. */
export interface SolverChoice {
  readonly family: SolverFamily;
  readonly method: string;
}

/** The family called so. @throws UnknownNameError. */
export function findFamily(name: string, families: readonly SolverFamily[]): SolverFamily {
  const family = families.find((f) => f.name === name);
  if (family === undefined)
    throw new UnknownNameError(
      'solver',
      name,
      families.map((f) => f.name),
    );
  return family;
}

/** The method of a family called so, its default for undefined. @throws UnknownNameError. */
export function findMethod(family: SolverFamily, name: string | undefined): string {
  const method = name === undefined ? family.methods[0] : family.methods.find((m) => m === name);
  if (method === undefined)
    throw new UnknownNameError(`method of ${family.name}`, name ?? '', family.methods);
  return method;
}

const optionNames: Readonly<Record<keyof SettingOptions, string>> = {
  timeStep: '--time-step',
  faceMean: '--face-mean',
  seed: '--seed',
  realisations: '--realisations',
};

/** What a command line says of the settings of its solvers. */
export interface CommandSettings {
  readonly options: SettingOptions;
  readonly assignments: readonly Assignment[];
}

/** The settings of a solver that is made with none but a time step, which tell what settings there are. */
function knownSettings(
  { family, method }: SolverChoice,
  subject: SolverSubject,
  timeStep: number,
): readonly string[] {
  return Object.keys(family.make(method, { timeStep }, subject).settings);
}

/**
 * Makes the solver that was asked for.
 *
 * `--seed` is let pass by solvers that draw no numbers, so that one command line serves all of them; everything else that
 * the solver does not know is refused.
 *
 * @param shared - whether the options address several solvers, of which each takes what it knows.
 */
export function makeSolver(
  choice: SolverChoice,
  subject: SolverSubject,
  problem: Problem,
  options: SettingOptions,
  assignments: readonly Assignment[],
  shared = false,
): Solver {
  const { family, method } = choice;
  const who = `${family.name}/${method}`;
  const known = knownSettings(choice, subject, problem.defaults.timeStep);
  const settings: Record<string, Setting> = { timeStep: problem.defaults.timeStep };
  for (const key of ['timeStep', 'faceMean', 'seed', 'realisations'] as const) {
    const value = options[key];
    if (value === undefined) continue;
    if (known.includes(key)) settings[key] = value;
    else if (key !== 'seed' && !shared)
      throw new ArgumentError(
        optionNames[key],
        value,
        `a solver that has this setting, which ${who} has not`,
      );
  }
  for (const { key, text } of assignments) {
    if (known.includes(key)) {
      if (key in options)
        throw new ArgumentError(`--set ${key}`, text, `one of this and ${key}'s own option, not both`);
      settings[key] = settingIn(text);
    } else if (!shared)
      throw new UnknownNameError(`parameter of ${problem.name} or setting of ${who}`, key, [
        ...Object.keys(problem.parameters),
        ...known,
      ]);
  }
  return family.make(method, settings, subject);
}
