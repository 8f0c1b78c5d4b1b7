import { parse } from 'npyjs';

/** The contents of a `.npy` file of doubles, by an independent reader. */
export function readNpy(bytes: Uint8Array): { data: number[]; shape: number[]; fortranOrder: boolean } {
  const { data, dtype, shape, fortranOrder } = parse(bytes.slice().buffer);
  if (dtype !== 'f8') throw new Error(`expected doubles, found ${dtype}`);
  return {
    data: [...new Float64Array(data.buffer, data.byteOffset, data.byteLength / 8)],
    shape,
    fortranOrder,
  };
}
