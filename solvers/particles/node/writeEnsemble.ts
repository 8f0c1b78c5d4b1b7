import { basename, dirname } from 'node:path';
import { knownKeys } from '../../../src/errors/check.ts';
import { VERSION } from '../../../src/node/version.ts';
import { writeFiles } from '../../../src/node/writeFiles.ts';
import type { Ensemble } from '../ensemble.ts';
import { ensembleBytes, type StoredEnsemble } from './ensembleFile.ts';

/** What a file may say beside the ensemble itself. @see {@link writeEnsemble} */
export type EnsembleContext = Partial<Omit<StoredEnsemble, 'ensemble'>>;

/**
 * Writes an ensemble as a NumPy archive, all of it or nothing; equal ensembles make equal files.
 *
 * @param path - the file, ending in `.npz` if NumPy is to know it; folders on the way are made.
 * @param context - unless given: this version, no problem, no parameters, and as many realisations in the whole as make these its last.
 * @throws OutputError if it cannot be written; the reason of `signal` if it was raised.
 * @see {@link ensembleInThreads}
 */
export async function writeEnsemble(
  path: string,
  ensemble: Ensemble,
  context: EnsembleContext = {},
  signal?: AbortSignal,
): Promise<void> {
  knownKeys('writeEnsemble', context, ['version', 'problem', 'parameters', 'whole']);
  const last = ensemble.realisations[ensemble.realisations.length - 1];
  const { version = VERSION, problem = null, parameters = {}, whole = last + 1 } = context;
  const bytes = ensembleBytes({ ensemble, version, problem, parameters, whole });
  await writeFiles(dirname(path), new Map([[basename(path), bytes]]), signal);
}
