import { strToU8, type Zippable, zipSync } from 'fflate';
import { npy } from './npy.ts';

/** An array for an archive: row-major values and the lengths of its axes. @see {@link npz} */
export interface NamedArray {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
}

// The earliest date that a zip archive can hold, so that equal arrays make equal bytes.
const MTIME = new Date(1980, 0, 1);

/**
 * The bytes of a NumPy `.npz` archive: `numpy.load(file)[name]` gives each array back.
 *
 * @param texts - further files by their whole names, which NumPy gives back as bytes; first in the archive.
 * @param level - how hard to compress, 0 for not at all.
 * @see [Files and other tools](/guide/files)
 */
export function npz(
  arrays: Readonly<Record<string, NamedArray>>,
  texts: Readonly<Record<string, string>> = {},
  level: 0 | 6 = 6,
): Uint8Array {
  const files: Zippable = {};
  for (const [name, text] of Object.entries(texts)) files[name] = strToU8(text);
  for (const [name, { data, shape }] of Object.entries(arrays)) files[`${name}.npy`] = npy(data, shape);
  return zipSync(files, { level, mtime: MTIME });
}
