import { strFromU8, unzipSync } from 'fflate';

/** An array as it stood in an archive. */
export interface ReadArray {
  readonly data: Int32Array | Float64Array;
  readonly shape: readonly number[];
}

/** What an archive holds: arrays by name, other files as text by whole name. */
export interface ReadArchive {
  readonly arrays: ReadonlyMap<string, ReadArray>;
  readonly texts: ReadonlyMap<string, string>;
}

const HEADER =
  /^\{'descr': '<(?<kind>f8|i4)', 'fortran_order': False, 'shape': \((?<shape>[\d, ]*)\), \} *\n$/;

/** The array of a `.npy` file of the kind that {@link npy} writes. @throws RangeError for any other. */
function readNpy(bytes: Uint8Array): ReadArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 10 + (bytes.length < 10 ? 0 : view.getUint16(8, true));
  const match = HEADER.exec(strFromU8(bytes.subarray(10, start), true));
  if (match?.groups === undefined) throw new RangeError('an array that is not of little-endian f8 or i4');
  const { kind, shape: lengths } = match.groups;
  const shape = lengths.split(',').flatMap((n) => (n.trim() === '' ? [] : [Number(n)]));
  const size = shape.reduce((a, b) => a * b, 1);
  const width = kind === 'i4' ? 4 : 8;
  if (bytes.length !== start + width * size)
    throw new RangeError('an array of another length than its shape');
  const data = kind === 'i4' ? new Int32Array(size) : new Float64Array(size);
  if (kind === 'i4') for (let i = 0; i < size; i++) data[i] = view.getInt32(start + 4 * i, true);
  else for (let i = 0; i < size; i++) data[i] = view.getFloat64(start + 8 * i, true);
  return { data, shape };
}

/** What stands in an archive that {@link npz} wrote. @throws Error of one kind or another for anything else. */
export function readArchive(bytes: Uint8Array): ReadArchive {
  const arrays = new Map<string, ReadArray>();
  const texts = new Map<string, string>();
  for (const [name, file] of Object.entries(unzipSync(bytes))) {
    if (name.endsWith('.npy')) arrays.set(name.slice(0, -4), readNpy(file));
    else texts.set(name, strFromU8(file));
  }
  return { arrays, texts };
}
