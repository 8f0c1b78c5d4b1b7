import { problems } from '../../../problems/index.ts';
import { CapabilityError } from '../../errors/index.ts';
import type { ParticleModel } from '../../particles/particleModel.ts';
import { modelOf } from '../../verify/flowOf.ts';
import type { ParameterValues, Problem } from '../../verify/problem.ts';
import { findProblem } from '../modules/problemModule.ts';

/** Which model a thread is to make. */
export interface ModelRequest {
  /** A built-in name, or a path to a module. */
  readonly problem: string;
  readonly parameters: ParameterValues;
}

/** What was made of the model of a problem. @throws CapabilityError where that is none. */
export function requireModel({ name, model }: Problem, made: ParticleModel | null): ParticleModel {
  if (made !== null) return made;
  const none = model === undefined ? 'does not declare one' : 'has none for these parameters';
  throw new CapabilityError('ensemble', 'a particle model', `${name} ${none}`);
}

/** The particle model of a problem: what the threads of `ottoflow ensemble` import. */
export async function requestedModel({ problem: word, parameters }: ModelRequest): Promise<ParticleModel> {
  const problem = await findProblem(word, problems);
  return requireModel(problem, modelOf(problem, parameters));
}
