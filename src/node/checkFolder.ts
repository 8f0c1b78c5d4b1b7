import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ArgumentError } from '../errors/argumentError.ts';

/**
 * Makes sure that files can be written into a folder, existing or to be made, before anything is computed for it.
 *
 * @param argument - named in the error.
 * @throws ArgumentError if the folder, or the nearest existing one above it, is not a folder or not writable.
 */
export async function checkFolder(argument: string, folder: string): Promise<void> {
  let existing = resolve(folder);
  for (;;) {
    const found = await stat(existing).catch(() => null);
    if (found !== null) {
      if (!found.isDirectory()) throw new ArgumentError(argument, folder, `a folder (${existing} is a file)`);
      break;
    }
    existing = dirname(existing);
  }
  await access(existing, constants.W_OK).catch(() => {
    throw new ArgumentError(argument, folder, `a folder that may be written to (${existing} may not)`);
  });
}

/**
 * Makes sure that a file can be written, in a folder existing or to be made, before anything is computed for it.
 *
 * @param argument - named in the error.
 * @param ending - how its name must end, such as `.npz`.
 * @throws ArgumentError if it is a folder, no file may be written where it is to be, or its name ends otherwise.
 */
export async function checkFile(argument: string, path: string, ending: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new ArgumentError(argument, path, 'a file, not a folder');
  await checkFolder(argument, dirname(resolve(path)));
  if (!path.endsWith(ending)) throw new ArgumentError(argument, path, `a name that ends in ${ending}`);
}
