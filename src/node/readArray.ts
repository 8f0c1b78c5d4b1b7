import { ArgumentError } from '../errors/argumentError.ts';

/** An array as it stands in a file. */
export interface ReadArray {
  /** An Int32Array of int32, a Float64Array of anything else; in the order of the file. */
  readonly data: Int32Array | Float64Array;
  readonly shape: readonly number[];
  /** Whether the first axis is the fastest. */
  readonly fortran: boolean;
}

type Reader = (view: DataView, at: number) => number;

/** Little-endian numbers by their NumPy names: bytes each, and how they are read. */
const types: Readonly<Record<string, readonly [number, Reader]>> = {
  '<f8': [8, (view, at) => view.getFloat64(at, true)],
  '<f4': [4, (view, at) => view.getFloat32(at, true)],
  '<i8': [8, (view, at) => Number(view.getBigInt64(at, true))],
  '<i4': [4, (view, at) => view.getInt32(at, true)],
};

/**
 * The array of a NumPy `.npy` file of little-endian floats or integers.
 *
 * @throws ArgumentError for what is no such file.
 * Source: NumPy enhancement proposal 1, A simple file format for NumPy arrays.
 */
export function readArray(bytes: Uint8Array): ReadArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const known = bytes.length > 12 && String.fromCharCode(...bytes.subarray(1, 6)) === 'NUMPY';
  if (!known || bytes[0] !== 0x93) throw new ArgumentError('bytes', `${bytes.length} bytes`, 'a .npy file');
  // Version 1 has two bytes for the length of the header, later ones four.
  const [at, length] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  const header = new TextDecoder().decode(bytes.subarray(at, at + length));
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? header;
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1].match(/\d+/g) ?? []).map(Number);
  const size = shape.reduce((a, b) => a * b, 1);
  if (!Object.hasOwn(types, descr))
    throw new ArgumentError('descr', descr, `one of ${Object.keys(types).join(', ')}`);
  const [width, read] = types[descr];
  const start = at + length;
  if (bytes.length !== start + width * size)
    throw new ArgumentError('bytes', `${bytes.length} bytes`, `a whole file, of shape [${shape}]`);
  const data = descr === '<i4' ? new Int32Array(size) : new Float64Array(size);
  for (let i = 0; i < size; i++) data[i] = read(view, start + width * i);
  return { data, shape, fortran: /'fortran_order':\s*True/.test(header) };
}
