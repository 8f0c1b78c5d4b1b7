import { readFile } from 'node:fs/promises';
import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { ensembleFrom, type StoredEnsemble } from './ensembleFile.ts';

function reason(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\s+/g, ' ');
}

/**
 * Reads an ensemble that {@link writeEnsemble} or the command line wrote.
 *
 * @throws ArgumentError if the file cannot be read, is no ensemble, or is damaged.
 */
export async function readEnsemble(path: string): Promise<StoredEnsemble> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new ArgumentError('file', path, `a file that can be read (${reason(cause)})`);
  });
  try {
    return ensembleFrom(bytes);
  } catch (cause) {
    throw new ArgumentError('file', path, `an ensemble as ottoflow writes it, whole (${reason(cause)})`);
  }
}
