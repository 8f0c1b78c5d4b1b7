import { UnknownNameError } from '../../errors/index.ts';
import type { Reference, SolverAt } from '../../refine/index.ts';
import { findFamily, findMethod, type SolverChoice } from '../run/solver.ts';
import type { SolverFamily } from '../world.ts';

/**
 * The reference that `--reference` names: `successive`, `finest`, or a solver, `finite-volume/explicit`.
 *
 * @throws UnknownNameError for any other word.
 */
export function referenceOf(
  word: string,
  families: readonly SolverFamily[],
  solverOf: (choice: SolverChoice) => SolverAt,
): Reference {
  if (word === 'successive' || word === 'finest') return word;
  const [name, method] = word.split('/');
  if (!families.some((f) => f.name === name))
    throw new UnknownNameError('reference', word, ['successive', 'finest', ...families.map((f) => f.name)]);
  const family = findFamily(name, families);
  return { solver: solverOf({ family, method: findMethod(family, method) }) };
}
