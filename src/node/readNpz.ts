import { unzipSync } from 'fflate';
import ndarray, { type NdArray } from 'ndarray';
import { ArgumentError } from '../errors/argumentError.ts';

type Reader = (view: DataView, at: number) => number;

/** Little-endian numbers by their NumPy names: bytes each, and how they are read. */
const types: Readonly<Record<string, readonly [number, Reader]>> = {
  '<f8': [8, (view, at) => view.getFloat64(at, true)],
  '<f4': [4, (view, at) => view.getFloat32(at, true)],
  '<i8': [8, (view, at) => Number(view.getBigInt64(at, true))],
  '<i4': [4, (view, at) => view.getInt32(at, true)],
};

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
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const known = bytes.length > 12 && String.fromCharCode(...bytes.subarray(1, 6)) === 'NUMPY';
  if (!known || bytes[0] !== 0x93) throw new ArgumentError('bytes', `${bytes.length} bytes`, 'a .npy file');
  // Version 1 has two bytes for the length of the header, later ones four.
  const [at, length] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  const header = new TextDecoder().decode(bytes.subarray(at, at + length));
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? header;
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1].match(/\d+/g) ?? []).map(Number);
  const fortran = /'fortran_order':\s*True/.test(header);
  const size = shape.reduce((a, b) => a * b, 1);
  if (!Object.hasOwn(types, descr))
    throw new ArgumentError('descr', descr, `one of ${Object.keys(types).join(', ')}`);
  const [width, read] = types[descr];
  if (bytes.length < at + length + width * size)
    throw new ArgumentError('bytes', `${bytes.length} bytes`, `a whole file, of shape [${shape}]`);
  const data = Float64Array.from({ length: size }, (_, i) => read(view, at + length + width * i));
  if (!fortran) return ndarray(data, shape);
  return ndarray(data, [...shape].reverse()).transpose(...shape.map((_, k) => shape.length - 1 - k));
}

/**
 * Reads a NumPy `.npz` archive: its arrays by name. @throws ArgumentError for what {@link readNpy} does not read.
 *
 * @see [Files and other tools](/guide/files)
 */
export function readNpz(bytes: Uint8Array): Record<string, NdArray<Float64Array>> {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes);
  } catch (cause) {
    throw new ArgumentError('bytes', `${bytes.length} bytes`, `a .npz archive (${String(cause)})`);
  }
  return Object.fromEntries(
    Object.entries(files).map(([name, contents]) => [name.replace(/\.npy$/, ''), readNpy(contents)]),
  );
}
