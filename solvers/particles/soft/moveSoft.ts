import { roomOf } from '../../../src/numerics/wasm/kernelRoom.ts';
import type { CellList } from '../pairs/cellList.ts';
import { kernelsIn } from '../particleRoom.ts';

/**
 * Moves particles by their displacement and by the pair forces that are in the sums of a cell list, in a step of length `timeStep`.
 *
 * @param longest - displacement by forces, beyond which it is shortened.
 * @returns how many were.
 */
export function moveSoft(
  positions: Float64Array,
  displacement: Float64Array,
  { order, sums, dimension: d, record }: CellList,
  timeStep: number,
  longest: number,
): number {
  const room = roomOf(positions, sums[0]);
  if (room !== null && displacement.buffer === positions.buffer)
    return kernelsIn(room).moveSoft(positions.byteOffset, displacement.byteOffset, record, timeStep, longest);
  let capped = 0;
  for (let place = 0; place < order.length; place++) {
    const fx = timeStep * sums[0][place];
    const fy = timeStep * sums[1][place];
    const fz = timeStep * sums[2][place];
    const square = fx * fx + fy * fy + fz * fz;
    let share = 1;
    if (square > longest * longest) {
      share = longest / Math.sqrt(square);
      capped++;
    }
    const i = order[place] * d;
    positions[i] += displacement[i] + share * fx;
    if (d > 1) positions[i + 1] += displacement[i + 1] + share * fy;
    if (d > 2) positions[i + 2] += displacement[i + 2] + share * fz;
  }
  return capped;
}
