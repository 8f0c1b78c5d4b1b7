import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { Grid } from '../../../src/index.ts';
import type { BandMatrix } from '../../linear/bandCholesky.ts';
import { bandOrder } from './bandOrder.ts';
import type { BoxIterate } from './boxIterate.ts';

/** K + C D⁻¹ Cᵀ as a band matrix: the S potentials of a cell stand together, cells in an order in which neighbours are close. */
export interface BandAssembly {
  readonly size: number;
  readonly band: number;
  /** Where the potentials of every cell begin. */
  readonly place: Int32Array;
  /** Writes the matrix of an iterate. */
  assemble(matrix: BandMatrix, it: BoxIterate): void;
}

/** The cells above and below each along every axis, −1 where there is none. */
interface Neighbours {
  readonly above: readonly Int32Array[];
  readonly below: readonly Int32Array[];
}

function neighbours(grid: Grid): Neighbours {
  const above = grid.axes.map(() => new Int32Array(grid.size).fill(-1));
  const below = grid.axes.map(() => new Int32Array(grid.size).fill(-1));
  for (let k = 0; k < grid.dimension; k++)
    eachFaceBlock(grid, k, (_, l, r, n) => {
      for (let i = 0; i < n; i++) {
        above[k][l + i] = r + i;
        below[k][r + i] = l + i;
      }
    });
  return { above, below };
}

function add({ entries, stride, origin }: BandMatrix, a: number, b: number, value: number): void {
  entries[a > b ? a * stride + origin + b : b * stride + origin + a] += value;
}

/**
 * The assembly for S intervals. C couples neighbours, and every δp^j with two intervals of potentials: C D⁻¹ Cᵀ, column by column of C,
 * cells that are at most two apart.
 */
export function bandAssembly(grid: Grid, intervals: number): BandAssembly {
  const n = grid.size;
  const { place: order, reach } = bandOrder(grid);
  const place = order.map((cell) => cell * intervals);
  const { above, below } = neighbours(grid);
  const rows = new Int32Array(2 * (2 * grid.dimension + 1));
  const values = new Float64Array(rows.length);

  /**
   * Appends what (±I + P^i) contributes to the column of δp_c to `rows` and `values`.
   *
   * @param own - ±1. @param count - how many there are already. @returns how many there are then.
   */
  function append(it: BoxIterate, c: number, i: number, own: number, count: number): number {
    let at = count;
    rows[at] = place[c] + i;
    values[at++] = own;
    for (let k = 0; k < above.length; k++) {
      const up = above[k][c];
      if (up >= 0) {
        const v = it.transportLeft[k][i * n + c];
        values[count] += v;
        rows[at] = place[up] + i;
        values[at++] = -v;
      }
      const down = below[k][c];
      if (down >= 0) {
        const v = it.transportRight[k][i * n + down];
        values[count] -= v;
        rows[at] = place[down] + i;
        values[at++] = v;
      }
    }
    return at;
  }

  function addTransports(matrix: BandMatrix, it: BoxIterate): void {
    for (let j = 0; j < intervals; j++)
      for (let c = 0; c < n; c++) {
        let count = append(it, c, j, 1, 0);
        if (j < intervals - 1) count = append(it, c, j + 1, -1, count);
        const d = it.inverseCurvature[j * n + c];
        for (let a = 0; a < count; a++)
          for (let b = 0; b <= a; b++) add(matrix, rows[a], rows[b], d * values[a] * values[b]);
      }
  }

  function addDiffusions(matrix: BandMatrix, { conductance }: BoxIterate): void {
    for (let k = 0; k < above.length; k++)
      for (let c = 0; c < n; c++) {
        const up = above[k][c];
        if (up < 0) continue;
        for (let j = 0; j < intervals; j++) {
          const value = conductance[k][j * n + c];
          const a = place[c] + j;
          const b = place[up] + j;
          add(matrix, a, a, value);
          add(matrix, b, b, value);
          add(matrix, a, b, -value);
        }
      }
  }

  return {
    size: n * intervals,
    band: Math.min(2 * reach * intervals + 1, n * intervals - 1),
    place,
    assemble(matrix, it) {
      matrix.entries.fill(0);
      addDiffusions(matrix, it);
      addTransports(matrix, it);
    },
  };
}
