import { LOGARITHM_TABLE } from '../../numerics/logarithm.ts';
import type { KernelRoom } from '../../numerics/wasm/kernelRoom.ts';
import energiesModule from './energies.wasm.ts';

interface Kernel {
  entropyVariation(
    out: number,
    p: number,
    V: number,
    count: number,
    a: number,
    b: number,
    table: number,
  ): number;
  sum(): number;
}

/**
 * Writes a (log p + 1) + 2 b p + V, as the loop over cells of {@link entropyLoops} does, to the bit.
 *
 * @param room - that `out` and p were made in; it keeps a copy of V.
 * @returns Σ p (a log p + b p + V); null if that loop has to take over, as some p is no normal number > 0 or there is no room for V.
 */
export function entropyVariation(
  out: Float64Array,
  p: Float64Array,
  V: Float64Array,
  a: number,
  b: number,
  room: KernelRoom,
): number | null {
  const table = room.constants(LOGARITHM_TABLE);
  const potential = room.constants(V);
  if (table === null || potential === null) return null;
  const kernel = room.exports(energiesModule) as unknown as Kernel;
  const { byteOffset } = potential;
  const odd = kernel.entropyVariation(
    out.byteOffset,
    p.byteOffset,
    byteOffset,
    p.length,
    a,
    b,
    table.byteOffset,
  );
  return odd === 0 ? kernel.sum() : null;
}
