import { resolve } from 'node:path';
import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { knownKeys } from '../../../src/errors/check.ts';
import { importModule } from '../../../src/node/modules/importModule.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { type ParameterValues, type Problem, parametersOf } from '../../../src/verify/problem.ts';

/**
 * Where a thread finds a model: a model holds functions, which cannot be handed to it, so that each thread imports a module and
 * makes the model anew.
 *
 * @see {@link ensembleInThreads}
 */
export interface ModelSource {
  /** Address or path of a `.ts`, `.mts`, `.js` or `.mjs` module, or an entry point of this package such as `ottoflow/problems`. */
  readonly module: string | URL;
  /** The export that is a particle model, a function that returns one or a promise of one, or a problem; `default` unless given. */
  readonly name?: string;
  /** What the function is called with, or parameters of the problem: plain data. */
  readonly input?: unknown;
}

/** A source that can be posted to a thread. @throws ArgumentError. */
export function postable(source: ModelSource): ModelSource {
  knownKeys('source', source, ['module', 'name', 'input']);
  const { module, name = 'default', input } = source;
  if (typeof module !== 'string' && !(module instanceof URL))
    throw new ArgumentError('source.module', module, 'the address or path of a module');
  try {
    structuredClone(input);
  } catch {
    throw new ArgumentError('source.input', input, 'plain data, which threads can be sent');
  }
  const entry = typeof module === 'string' && /^(ottoflow(\/|$)|file:)/.test(module);
  return { module: module instanceof URL ? module.href : entry ? module : resolve(module), name, input };
}

function isModel(value: object): value is ParticleModel {
  return 'particles' in value && 'pair' in value && 'initial' in value;
}

function isProblem(value: object): value is Problem {
  return 'flow' in value && 'parameters' in value;
}

async function made(exported: unknown, input: unknown): Promise<unknown> {
  if (typeof exported === 'function') return await exported(input);
  const object = Object(exported);
  // What is not a parameter, or no number, is refused by parametersOf.
  if (isProblem(object)) return object.model?.(parametersOf(object, Object(input) as ParameterValues));
  return exported;
}

/** The model that a source leads to. @throws ArgumentError if there is none; whatever the module throws. */
export async function modelFrom({ module, name = 'default', input }: ModelSource): Promise<ParticleModel> {
  const namespace = await importModule(module);
  const exported: unknown = Object.entries(namespace).find(([key]) => key === name)?.[1];
  const model = Object(await made(exported, input));
  if (!isModel(model))
    throw new ArgumentError(
      `source.name of ${module}`,
      name,
      'an export that is a particle model, a function that returns one, or a problem that has one',
    );
  return model;
}
