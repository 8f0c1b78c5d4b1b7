import { roomOf } from '../../../src/numerics/wasm/kernelRoom.ts';
import { kernelsIn } from '../particleRoom.ts';

/** Adds displacements to positions. */
export function displace(positions: Float64Array, displacement: Float64Array): void {
  const room = roomOf(positions, displacement);
  if (room !== null)
    kernelsIn(room).displace(positions.byteOffset, displacement.byteOffset, positions.length);
  else for (let i = 0; i < positions.length; i++) positions[i] += displacement[i];
}
