import { strFromU8, unzipSync } from 'fflate';
import { ArgumentError } from '../errors/argumentError.ts';
import { type ReadArray, readArray } from './readArray.ts';

/** What an archive holds: arrays by name, other files as text by whole name. */
export interface ReadArchive {
  readonly arrays: ReadonlyMap<string, ReadArray>;
  readonly texts: ReadonlyMap<string, string>;
}

/** What stands in a NumPy archive. @throws ArgumentError for what is none, and for arrays that {@link readArray} does not read. */
export function readArchive(bytes: Uint8Array): ReadArchive {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes);
  } catch (cause) {
    throw new ArgumentError('bytes', `${bytes.length} bytes`, `a .npz archive (${String(cause)})`);
  }
  const arrays = new Map<string, ReadArray>();
  const texts = new Map<string, string>();
  for (const [name, file] of Object.entries(files)) {
    if (name.endsWith('.npy')) arrays.set(name.slice(0, -4), readArray(file));
    else texts.set(name, strFromU8(file));
  }
  return { arrays, texts };
}
