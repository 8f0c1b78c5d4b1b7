import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OutputError } from '../errors/outputError.ts';

/** What is to stand in a folder: contents by file name. */
export type FileContents = ReadonlyMap<string, string | Uint8Array>;

/** The folders from `first` (the one that mkdir made) down to `folder`, innermost first. */
function madeFolders(folder: string, first: string | undefined): string[] {
  if (first === undefined) return [];
  const made = [folder];
  while (made[made.length - 1] !== first && dirname(made[made.length - 1]) !== made[made.length - 1])
    made.push(dirname(made[made.length - 1]));
  return made;
}

/**
 * Writes files into a folder: each under a temporary name first, then all are renamed in the order given, so that no file
 * is ever half-written. If one cannot be written, or `signal` is raised meanwhile, the folder is left as it was found.
 *
 * @param folder - made if it does not exist.
 * @param files - contents by name; a name may not contain a folder.
 * @returns the paths written, in the order of `files`.
 * @throws OutputError if a file cannot be written; the reason of `signal` if it was raised.
 */
export async function writeFiles(
  folder: string,
  files: FileContents,
  signal?: AbortSignal,
): Promise<string[]> {
  const paths = [...files.keys()].map((name) => join(folder, name));
  const temporary = [...files.keys()].map((name) => join(folder, `.${name}.${process.pid}.part`));
  const first = await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw refused(folder, cause);
  });
  let at = 0;
  try {
    for (const contents of files.values()) await writeFile(temporary[at++], contents, { signal });
    signal?.throwIfAborted();
    for (at = 0; at < paths.length; at++) await rename(temporary[at], paths[at]);
  } catch (cause) {
    await Promise.all(temporary.map((path) => rm(path, { force: true }).catch(() => undefined)));
    for (const empty of madeFolders(folder, first)) await rmdir(empty).catch(() => undefined);
    signal?.throwIfAborted();
    throw refused(paths[Math.min(at, paths.length - 1)], cause);
  }
  return paths;
}

function refused(path: string, cause: unknown): OutputError {
  const error = new OutputError(
    `cannot write ${path}: ${cause instanceof Error ? cause.message : String(cause)}`,
  );
  error.cause = cause;
  return error;
}
