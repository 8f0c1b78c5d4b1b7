import { roomOf } from '../../../src/numerics/wasm/kernelRoom.ts';
import { kernelsIn } from '../particleRoom.ts';
import type { CellList } from './cellList.ts';

/** Adds the sums of a cell list to positions, particle by particle. */
export function addSums(
  positions: Float64Array,
  { dimension: d, order, sums: [fx, fy, fz], record }: CellList,
): void {
  const room = roomOf(positions, fx);
  if (room !== null) {
    kernelsIn(room).addSums(positions.byteOffset, record);
    return;
  }
  for (let place = 0; place < order.length; place++) {
    const i = order[place] * d;
    positions[i] += fx[place];
    if (d > 1) positions[i + 1] += fy[place];
    if (d > 2) positions[i + 2] += fz[place];
  }
}
