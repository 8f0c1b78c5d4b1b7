import { kernelsIn } from '../particleRoom.ts';
import type { CellList } from './cellList.ts';
import type { PairLaw } from './pairLaw.ts';

/**
 * Adds up Σ_j g(|x_i − x_j|²) (x_i − x_j) for all particles i, in the sorted order of a cell list: every pair within reach once,
 * periodic images included. The sums of the cell list are overwritten.
 */
export function pairSums(cells: CellList, law: PairLaw): void {
  const { room, record } = cells;
  const table = room?.constants(law.table) ?? null;
  if (room === null || table === null) {
    plainPairSums(cells, law);
    return;
  }
  const kernels = kernelsIn(room);
  kernels.close = law.close;
  kernels.pairSums(record, law.reach, law.near, table.byteOffset, law.scale);
}

/** The loop behind {@link pairSums}, for sums anywhere. */
function plainPairSums(
  { sums: [fx, fy, fz], neighbours, placeCells, starts, x, y, z }: CellList,
  { reach, near, close, table, scale }: PairLaw,
): void {
  const { starts: runs, first, last, images, shifts } = neighbours;
  const n = x.length;
  for (let i = 0; i < n; i++) {
    fx[i] = 0;
    fy[i] = 0;
    fz[i] = 0;
  }
  for (let i = 0; i < n; i++) {
    const c = placeCells[i];
    for (let r = runs[c]; r < runs[c + 1]; r++) {
      const stop = starts[last[r] + 1];
      const image = 3 * images[r];
      const xi = x[i] - shifts[image];
      const yi = y[i] - shifts[image + 1];
      const zi = z[i] - shifts[image + 2];
      for (let j = first[r] === c ? i + 1 : starts[first[r]]; j < stop; j++) {
        const dx = xi - x[j];
        const dy = yi - y[j];
        const dz = zi - z[j];
        const s = dx * dx + dy * dy + dz * dz;
        if (s >= reach) continue;
        let g: number;
        if (s < near) g = close(s);
        else {
          const q = s * scale;
          const k = q | 0;
          const below = table[k];
          g = below + (q - k) * (table[k + 1] - below);
        }
        // Into memory at once, pair by pair, as the kernel does that finds many pairs before it adds them up.
        fx[i] += g * dx;
        fy[i] += g * dy;
        fz[i] += g * dz;
        fx[j] -= g * dx;
        fy[j] -= g * dy;
        fz[j] -= g * dz;
      }
    }
  }
}
