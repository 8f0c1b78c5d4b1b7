import type { Grid } from '../../src/index.ts';
import { type Coarsening, coarsening, coarsenOperator } from './coarsen.ts';
import { completeDiagonal, type FaceOperator, faceOperator } from './faceOperator.ts';
import { relax, relaxFromZero, residualFromZero } from './relax.ts';
import { residual } from './residual.ts';
import { latticeAxes, rowsOf } from './rows.ts';
import { type Transfer, transfer } from './transfer.ts';

interface Level {
  readonly operator: FaceOperator;
  readonly solution: Float64Array;
  readonly right: Float64Array;
  readonly residual: Float64Array;
  readonly down: { readonly coarsening: Coarsening; readonly transfer: Transfer } | null;
}

/** A multigrid method for a {@link FaceOperator} on a grid whose coefficients change. */
export interface Multigrid {
  /** The operator: write its mass and faces, then call `update`. */
  readonly operator: FaceOperator;
  /** Takes the operator's new coefficients to all levels. */
  update(): void;
  /**
   * x = one symmetric V-cycle on A x = b from zero: a positive definite approximation of A⁻¹ b, whose quality depends neither on
   * the size of the grid nor on the contrast of the coefficients.
   */
  cycle(x: Float64Array, b: Float64Array): void;
}

/**
 * The geometric multigrid method of a grid: cells merge in pairs, interpolation is linear between centres, its adjoint restricts,
 * relaxation is one Gauss–Seidel sweep forwards before and one backwards after, down to a single cell.
 *
 * Any number of cells, periodic axes or not, one to three dimensions; calls allocate nothing.
 * Source: Wesseling 1992, An introduction to multigrid methods.
 */
export function multigrid(grid: Grid): Multigrid {
  const levels: Level[] = [];
  let rows = rowsOf(latticeAxes(grid));
  for (;;) {
    const merged = rows.size > 1 ? coarsening(rows) : null;
    const make = (): Float64Array => new Float64Array(rows.size);
    levels.push({
      operator: faceOperator(rows),
      solution: make(),
      right: make(),
      residual: make(),
      down: merged === null ? null : { coarsening: merged, transfer: transfer(merged) },
    });
    if (merged === null) break;
    rows = merged.coarse;
  }
  const line = new Float64Array(levels[0].operator.rows.length);

  /** x = one sweep on A x = b from zero, and its residual. */
  function begin(x: Float64Array, b: Float64Array, { operator, residual: r }: Level): void {
    if (operator.rows.chessboard) {
      relaxFromZero(x, b, operator);
      residualFromZero(r, x, operator);
    } else {
      x.fill(0);
      relax(x, b, operator, line, false);
      residual(r, x, b, operator);
    }
  }

  function solve(x: Float64Array, b: Float64Array, k: number): void {
    const level = levels[k];
    begin(x, b, level);
    if (level.down !== null) {
      const coarse = levels[k + 1];
      level.down.transfer.restrict(coarse.right, level.residual);
      solve(coarse.solution, coarse.right, k + 1);
      level.down.transfer.interpolate(x, coarse.solution);
    }
    relax(x, b, level.operator, line, true);
  }

  return {
    operator: levels[0].operator,
    update() {
      completeDiagonal(levels[0].operator);
      for (let k = 0; k + 1 < levels.length; k++) {
        const { operator, down } = levels[k];
        if (down === null) continue;
        coarsenOperator(levels[k + 1].operator, operator, down.coarsening);
      }
    },
    cycle: (x, b) => solve(x, b, 0),
  };
}
