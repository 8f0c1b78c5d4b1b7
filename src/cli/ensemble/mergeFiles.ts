import { type Ensemble, mergeEnsembles } from '../../../solvers/index.ts';
import { identityOf } from '../../../solvers/particles/identity.ts';
import type { StoredEnsemble } from '../../../solvers/particles/node/ensembleFile.ts';
import { differenceOf, type Identity } from '../../errors/difference.ts';
import { ArgumentError } from '../../errors/index.ts';
import { rangesOf } from './share.ts';

/** A file, and what stands in it. */
export interface ShareFile extends StoredEnsemble {
  readonly path: string;
}

function identityOfFile({ version, problem, parameters, whole, ensemble }: ShareFile): Identity {
  const named = Object.entries(parameters).map(([name, value]) => [`parameter ${name}`, value] as const);
  return { version, problem, ...Object.fromEntries(named), realisations: whole, ...identityOf(ensemble) };
}

/**
 * One ensemble from files with shares of it.
 *
 * @throws ArgumentError naming the files if they are no shares of one, or have realisations in common.
 */
export function mergeFiles([head, ...rest]: readonly [ShareFile, ...ShareFile[]]): Ensemble {
  const holders = new Map(head.ensemble.realisations.map((r) => [r, head.path]));
  for (const file of rest) {
    const difference = differenceOf(identityOfFile(file), identityOfFile(head));
    if (difference !== null) {
      const { key, one, other } = difference;
      throw new ArgumentError(`${key} in ${file.path}`, one, `${other}, as in ${head.path}`);
    }
    const common = file.ensemble.realisations.filter((r) => holders.has(r));
    if (common.length > 0)
      throw new ArgumentError(
        `realisations in ${file.path}`,
        rangesOf(common),
        `those that are not in ${holders.get(common[0])} already`,
      );
    for (const r of file.ensemble.realisations) holders.set(r, file.path);
  }
  return mergeEnsembles(head.ensemble, ...rest.map(({ ensemble }) => ensemble));
}

/** The realisations of the whole that an ensemble has not. */
export function missingFrom({ realisations }: Ensemble, whole: number): number[] {
  const present = new Set(realisations);
  return Array.from({ length: whole }, (_, r) => r).filter((r) => !present.has(r));
}
