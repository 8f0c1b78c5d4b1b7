import { existsSync, statSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { OttoflowError, ProblemModuleError, UnknownNameError } from '../../errors/index.ts';
import { importModule } from '../../node/modules/importModule.ts';
import { type Problem, type ProblemDefinition, problem } from '../../verify/problem.ts';
import { formulaProblem } from './formulaProblem.ts';

const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs', '.json'];

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Every field that matters is checked by problem(); all that is needed here is that there are fields.
function isDefinition(value: object): value is ProblemDefinition {
  return 'flow' in value || 'defaults' in value;
}

/** The message of an error from elsewhere, on one line and without the paths that bundlers repeat. */
function reasonOf(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message.replace(/\s*\n\s*/g, ' ')}` : String(cause);
}

function refused(path: string, reason: string, cause?: unknown): ProblemModuleError {
  const error = new ProblemModuleError(`problem module ${path}: ${reason}`);
  error.cause = cause;
  return error;
}

/** Completes what a module exports; its name is the file's where it does not say one. */
function problemIn(path: string, namespace: object): Problem {
  const exported: unknown = 'default' in namespace ? namespace.default : undefined;
  if (exported === undefined) {
    const names = Object.keys(namespace).filter((name) => name !== 'default');
    const instead = names.length === 0 ? '' : ` (it exports ${names.join(', ')})`;
    throw refused(path, `no default export${instead}; allowed: export default problem({ … })`);
  }
  if (!isObject(exported) || !isDefinition(exported))
    throw refused(path, 'the default export is not a problem; allowed: problem({ name, flow, defaults, … })');
  try {
    return problem({ ...exported, name: exported.name ?? basename(path, extname(path)) });
  } catch (cause) {
    const reason = cause instanceof OttoflowError ? cause.message : reasonOf(cause);
    throw refused(path, `the default export is not a problem: ${reason}`, cause);
  }
}

/** Loads the problem that a user's module exports. @throws ProblemModuleError saying what is wrong with it. */
export async function loadProblemModule(path: string): Promise<Problem> {
  const file = resolve(path);
  if (!existsSync(file) || !statSync(file).isFile()) throw refused(path, 'there is no such file');
  if (!EXTENSIONS.includes(extname(file)))
    throw refused(path, `the name ends in "${extname(file)}"; allowed: ${EXTENSIONS.join(', ')}`);
  let namespace: object;
  try {
    namespace =
      extname(file) === '.json' ? { default: await formulaProblem(file) } : await importModule(file);
  } catch (cause) {
    const reason = cause instanceof OttoflowError ? cause.message : `loading it threw ${reasonOf(cause)}`;
    throw refused(path, reason, cause);
  }
  return problemIn(path, namespace);
}

/**
 * The problem that a word of the command line means: a built-in name, or a path to a module.
 *
 * @throws UnknownNameError with the nearest names; ProblemModuleError.
 */
export async function findProblem(word: string, builtIn: readonly Problem[]): Promise<Problem> {
  const named = builtIn.find((p) => p.name === word);
  if (named !== undefined) return named;
  const looksLikePath =
    EXTENSIONS.includes(extname(word)) || /^(\.{0,2}|~)[/\\]/.test(word) || existsSync(word);
  if (looksLikePath) return await loadProblemModule(word);
  throw new UnknownNameError(
    'problem',
    word,
    builtIn.map((p) => p.name),
  );
}
