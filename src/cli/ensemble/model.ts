import { problems } from '../../../problems/index.ts';
import { CapabilityError } from '../../errors/index.ts';
import type { ParticleModel } from '../../particles/particleModel.ts';
import type { ParameterValues } from '../../verify/problem.ts';
import { findProblem } from '../modules/problemModule.ts';

/** Which model a thread is to make. */
export interface ModelRequest {
  /** A built-in name, or a path to a module. */
  readonly problem: string;
  readonly parameters: ParameterValues;
}

/** The particle model of a problem: what the threads of `ottoflow ensemble` import. */
export async function modelOf({ problem: word, parameters }: ModelRequest): Promise<ParticleModel> {
  const { name, model } = await findProblem(word, problems);
  if (model === undefined)
    throw new CapabilityError('ensemble', 'a particle model', `${name} does not declare one`);
  return model(parameters);
}
