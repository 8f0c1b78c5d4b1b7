import { ArgumentError } from '../errors/argumentError.ts';

const MAGIC = '\x93NUMPY\x01\x00';

/**
 * The bytes of a NumPy `.npy` file (format 1.0, little-endian, C order): int32 from an Int32Array, float64 from anything else.
 *
 * @param data - row-major values.
 * @param shape - lengths of the axes; their product is `data.length`.
 * Source: NumPy enhancement proposal 1, A simple file format for NumPy arrays.
 */
export function npy(data: ArrayLike<number>, shape: readonly number[]): Uint8Array {
  const size = shape.reduce((a, b) => a * b, 1);
  if (size !== data.length)
    throw new ArgumentError('shape', shape, `lengths whose product is ${data.length}`);
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const integers = data instanceof Int32Array;
  const entries = `{'descr': '${integers ? '<i4' : '<f8'}', 'fortran_order': False, 'shape': ${tuple}, }`;
  // The header is padded so that the data begin at a multiple of 64 bytes.
  const start = 64 * Math.ceil((MAGIC.length + 2 + entries.length + 1) / 64);
  const header = `${entries.padEnd(start - MAGIC.length - 3)}\n`;
  const bytes = new Uint8Array(start + (integers ? 4 : 8) * size);
  const view = new DataView(bytes.buffer);
  const text = (at: number, s: string): void => {
    for (let i = 0; i < s.length; i++) bytes[at + i] = s.charCodeAt(i);
  };
  text(0, MAGIC);
  view.setUint16(MAGIC.length, header.length, true);
  text(MAGIC.length + 2, header);
  if (integers) for (let i = 0; i < size; i++) view.setInt32(start + 4 * i, data[i], true);
  else for (let i = 0; i < size; i++) view.setFloat64(start + 8 * i, data[i], true);
  return bytes;
}
