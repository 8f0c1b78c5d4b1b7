import ndarray, { type NdArray } from 'ndarray';
import { readArchive } from './readArchive.ts';
import { type ReadArray, readArray } from './readArray.ts';

function ofDoubles({ data, shape, fortran }: ReadArray): NdArray<Float64Array> {
  const doubles = data instanceof Float64Array ? data : Float64Array.from(data);
  if (!fortran) return ndarray(doubles, [...shape]);
  return ndarray(doubles, [...shape].reverse()).transpose(...shape.map((_, k) => shape.length - 1 - k));
}

/**
 * Reads a NumPy `.npy` file: `density(grid, readNpy(bytes))` is a density from Python.
 *
 * @param bytes - the file, of little-endian floats or integers, in C or Fortran order.
 * @returns its array; one in Fortran order has the strides of that order.
 * @throws ArgumentError for what is no such file.
 * Source: NumPy enhancement proposal 1, A simple file format for NumPy arrays.
 * @see [Files and other tools](/guide/files)
 */
export function readNpy(bytes: Uint8Array): NdArray<Float64Array> {
  return ofDoubles(readArray(bytes));
}

/**
 * Reads a NumPy `.npz` archive: its arrays by name, and nothing else that may stand in it.
 *
 * @throws ArgumentError for what {@link readNpy} does not read.
 * @see [Files and other tools](/guide/files)
 */
export function readNpz(bytes: Uint8Array): Record<string, NdArray<Float64Array>> {
  return Object.fromEntries([...readArchive(bytes).arrays].map(([name, array]) => [name, ofDoubles(array)]));
}
